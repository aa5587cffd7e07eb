package isocenter.ingest.volume;

import isocenter.ingest.volume.VolumeAssembly.Volume;

/**
 * A volume of the catalogue.
 *
 * @param id SHA-256 over its slices' files and frames, lower-case hex: the same slices are the same volume
 * @param series pseudonymous Series Instance UID
 * @param patient pseudonym
 * @param pixelSha256 the same over its slices' decoded pixels
 */
public record CataloguedVolume(
        String id, String series, String patient, String modality, String pixelSha256, Volume volume) {}
