package isocenter.pretrain.view;

import isocenter.pretrain.view.ViewSpec.Blur;
import isocenter.pretrain.view.ViewSpec.Crop;
import isocenter.pretrain.view.ViewSpec.Jitter;
import isocenter.pretrain.view.ViewSpec.Rotation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which views keep an image's meaning, for one modality and body part. A setting beyond a bound is refused by name
 * unless the recipe says {@code because}.
 *
 * @param name as recipes write it
 * @param modalities DICOM Modality values (PS3.3 C.7.3.1.1.1) the policy is for
 * @param bodyParts DICOM Body Part Examined values it is for; empty for any
 * @param minCropArea least part of the area a crop may keep
 * @param minLocalArea least part of the area that a local crop may keep
 * @param maxRotation greatest rotation in degrees
 * @param maxBlur greatest deviation of a blur, in pixels of the view
 * @param maxJitter greatest brightness or contrast factor's distance from 1
 * @param source where the bounds come from
 */
public record ViewPolicy(
        String name,
        Set<String> modalities,
        Set<String> bodyParts,
        double minCropArea,
        double minLocalArea,
        double maxRotation,
        double maxBlur,
        double maxJitter,
        String source) {

    private static final Set<String> RADIOGRAPHS = Set.of("CR", "DX", "RG", "OT", "SC");

    private static final List<ViewPolicy> ALL = List.of(
            new ViewPolicy(
                    "chest-radiograph",
                    RADIOGRAPHS,
                    Set.of("CHEST", "THORAX"),
                    0.3,
                    0.1,
                    15,
                    1,
                    0.7,
                    "crop and jitter: siaug (arXiv:2301.12636), medical_mae (arXiv:2210.12843) crops 0.5 and more;"
                            + " rotation: MoCo-CXR (arXiv:2010.05352) uses 10 degrees and no blur"),
            new ViewPolicy(
                    "radiograph",
                    RADIOGRAPHS,
                    Set.of(),
                    0.3,
                    0.1,
                    15,
                    1,
                    0.7,
                    "as chest-radiograph, for want of a study of the other parts"),
            new ViewPolicy(
                    "mammogram",
                    Set.of("MG"),
                    Set.of("BREAST"),
                    0.5,
                    0.2,
                    15,
                    0.3,
                    0.4,
                    "microcalcifications are a few pixels wide: no blur worth the name, and crops of half at least"),
            new ViewPolicy(
                    "ct",
                    Set.of("CT"),
                    Set.of(),
                    0.3,
                    0.1,
                    15,
                    1,
                    0,
                    "Hounsfield units are calibrated: brightness and contrast are the diagnosis"),
            new ViewPolicy(
                    "mr",
                    Set.of("MR"),
                    Set.of(),
                    0.3,
                    0.1,
                    15,
                    1,
                    0.5,
                    "MR has no unit, so its intensity may vary; the geometry's bounds are those of radiographs"));

    /** Every policy there is. */
    public static List<ViewPolicy> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException naming the known policies */
    public static ViewPolicy require(String name) {
        return ALL.stream()
                .filter(policy -> policy.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("policy must be one of "
                        + ALL.stream().map(ViewPolicy::name).collect(Collectors.joining(", ")) + ", but is \"" + name
                        + "\""));
    }

    void check(@Nullable Crop crop, @Nullable Rotation rotation, @Nullable Jitter jitter, @Nullable Blur blur) {
        if (crop != null && crop.minArea() < minCropArea) {
            refuse(
                    "crop.minArea",
                    "a crop under " + minCropArea + " of the area may lose the finding that makes two views alike"
                            + " (" + source + ")",
                    crop.because());
        }
        if (rotation != null && rotation.maxDegrees() > maxRotation) {
            refuse(
                    "rotation.maxDegrees",
                    "beyond " + maxRotation + " degrees no patient is positioned, and levels lose their meaning" + " ("
                            + source + ")",
                    rotation.because());
        }
        if (jitter != null && Math.max(jitter.brightness(), jitter.contrast()) > maxJitter) {
            refuse(
                    "jitter",
                    "a factor beyond 1 ± " + maxJitter + " changes what a density means" + " (" + source + ")",
                    jitter.because());
        }
        if (blur != null && blur.maxSigma() > maxBlur) {
            refuse(
                    "blur.maxSigma",
                    "a deviation above " + maxBlur + " pixels erases small findings" + " (" + source + ")",
                    blur.because());
        }
    }

    void check(ViewSpec.@Nullable Local local) {
        if (local != null && local.minArea() < minLocalArea) {
            refuse(
                    "local.minArea",
                    "a piece under " + minLocalArea
                            + " of the area may show nothing but lung, air or the table, which says"
                            + " nothing of the whole; DINO's 0.05 was chosen for photographs of single objects"
                            + " (arXiv:2104.14294)",
                    local.because());
        }
    }

    void check(ViewSpec.@Nullable Unsafe view, UnsafeView kind) {
        if (view == null) {
            return;
        }
        if (kind.always) {
            throw new IllegalArgumentException(
                    kind.setting + " is refused: " + kind.reason + " (" + kind.source + "). Remove it");
        }
        refuse(kind.setting, kind.reason + " (" + kind.source + ")", view.because());
    }

    private void refuse(String setting, String reason, @Nullable String because) {
        if (because != null && because.strip().length() >= 10) {
            return;
        }
        throw new IllegalArgumentException(setting + " is refused by view policy " + name + ": " + reason
                + ". Remove or lower it, or say in ten letters or more why it is safe here with because: \"…\", which the"
                + " ledger will keep");
    }
}
