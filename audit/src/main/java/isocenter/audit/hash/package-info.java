/**
 * The hashes by which this system names content: SHA-256 of bytes and files, and the Merkle tree of RFC 6962 over many
 * of them. Entry classes: {@link isocenter.audit.hash.Sha256}, {@link isocenter.audit.hash.CompactRange}. Every module
 * uses it; it uses none.
 */
@NullMarked
package isocenter.audit.hash;

import org.jspecify.annotations.NullMarked;
