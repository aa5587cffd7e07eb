/**
 * A score after the manner of the MIDI-B challenge (Medical Image De-Identification Benchmark, arXiv 2507.23608; rules of
 * its validation script, CBIIT/MIDI_validation_script): objects of many modalities with invented identities in every place
 * where such were planted there, an answer key written from PS3.15 and the challenge's rules, and the share of answers that
 * de-identification gets right. Entry: {@link isocenter.ingest.deidentify.score.DeidentificationScore}.
 */
package isocenter.ingest.deidentify.score;
