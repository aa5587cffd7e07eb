/**
 * Test support for every module: {@link isocenter.audit.testing.PostgresTestResource} gives a {@code @QuarkusTest} a
 * real PostgreSQL and a fresh data folder. Lives in this module's test-jar; no production code.
 */
@NullMarked
package isocenter.audit.testing;

import org.jspecify.annotations.NullMarked;
