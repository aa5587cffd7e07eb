package isocenter.ingest.erasure;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What an erasure did.
 *
 * @param id the ledger's events {@code erase.patient} and {@code erase.search} have it as their subject
 * @param places place to how much was removed there
 * @param learned models that may have learned from the patient and are as they were
 * @param residue what was found of the patient afterwards
 */
public record ErasureSummary(UUID id, SortedMap<String, Long> places, List<String> learned, Residue residue) {}
