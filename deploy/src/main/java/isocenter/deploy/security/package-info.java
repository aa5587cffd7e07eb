/**
 * Who may use the server: people by a password and a session, machines by a token, each with one role. Entry classes
 * {@link isocenter.deploy.security.Users} and {@link isocenter.deploy.security.ApiTokens}; the resources of other modules
 * say which roles they take, {@code cli} makes users and tokens, {@code audit.ledger} asks who is acting.
 */
@NullMarked
package isocenter.deploy.security;

import org.jspecify.annotations.NullMarked;
