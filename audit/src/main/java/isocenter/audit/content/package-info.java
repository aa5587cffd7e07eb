/**
 * Content and its names: SHA-256 of bytes and files, the Merkle tree of RFC 6962 over many of them, and files that are
 * there whole or not at all. Entry classes: {@link isocenter.audit.content.Sha256},
 * {@link isocenter.audit.content.CompactRange}, {@link isocenter.audit.content.DurableFile}. Every module uses it; it
 * uses none.
 */
@NullMarked
package isocenter.audit.content;

import org.jspecify.annotations.NullMarked;
