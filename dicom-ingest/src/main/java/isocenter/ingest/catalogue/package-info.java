/**
 * Finding what the archive holds: attributes that can be matched, queries by study, series and instance, and what they
 * give. Entry class {@link isocenter.ingest.catalogue.CatalogueSearch}; {@code archive} writes the tables that are read
 * here, {@code dicomweb} speaks for it to viewers, {@code dataset} takes conditions from it.
 */
@NullMarked
package isocenter.ingest.catalogue;

import org.jspecify.annotations.NullMarked;
