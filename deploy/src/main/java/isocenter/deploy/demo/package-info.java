/**
 * The synthetic cohort of the demonstration: chest-like phantoms with sex, age, site, scanner and sometimes a lesion,
 * as DICOM files in several transfer syntaxes, each marked as synthetic.
 *
 * <p>Entry class {@link isocenter.deploy.demo.PhantomCohort}. Neighbours: {@code cli} (its {@code demo} command) and
 * {@code isocenter.ingest.dicom} (the writer). Nothing here is evidence about any real patient.
 */
@NullMarked
package isocenter.deploy.demo;

import org.jspecify.annotations.NullMarked;
