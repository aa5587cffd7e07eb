/**
 * Who may use the server: tokens for machines and people, each with one role. Entry class {@link
 * isocenter.deploy.security.ApiTokens}; the resources of other modules say which roles they take, {@code cli} makes and
 * revokes tokens.
 */
@NullMarked
package isocenter.deploy.security;

import org.jspecify.annotations.NullMarked;
