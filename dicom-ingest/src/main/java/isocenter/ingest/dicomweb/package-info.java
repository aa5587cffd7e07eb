/**
 * DICOMweb (PS3.18): studies can be stored, searched and retrieved over HTTP. Entry classes {@link
 * isocenter.ingest.dicomweb.StowResource}, {@link isocenter.ingest.dicomweb.QidoResource} and {@link
 * isocenter.ingest.dicomweb.WadoResource}; {@code archive} takes objects in and gives them back, {@code catalogue}
 * searches.
 */
@NullMarked
package isocenter.ingest.dicomweb;

import org.jspecify.annotations.NullMarked;
