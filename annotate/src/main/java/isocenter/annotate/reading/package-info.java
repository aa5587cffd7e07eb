/**
 * Who reads what, and what they said: worklists, readings with their drafts, commits and amendments, adjudication of what
 * readers disagree on. Enter by {@link isocenter.annotate.reading.Worklists} and {@link
 * isocenter.annotate.reading.Readings}; the resources are what the page talks to. Neighbours: {@code
 * isocenter.annotate.labelset} says what may be labelled, {@code isocenter.ingest.archive} has the studies.
 */
@NullMarked
package isocenter.annotate.reading;

import org.jspecify.annotations.NullMarked;
