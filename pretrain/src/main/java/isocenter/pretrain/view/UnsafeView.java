package isocenter.pretrain.view;

/** Operations that are harmless on photographs and not on scans. */
enum UnsafeView {
    HORIZONTAL_FLIP(
            "horizontalFlip",
            "it turns the heart to the wrong side and swaps left and right findings; a reversed image is itself a"
                    + " reporting error that a model must not be taught to ignore",
            "DICOM PS3.3 C.7.6.1.1.1 fixes Patient Orientation; medical_mae and MoCo-CXR keep the flip, which is not"
                    + " an argument for it",
            false),
    VERTICAL_FLIP(
            "verticalFlip",
            "no scan is read upside down, and gravity carries meaning (effusions, air-fluid levels, free air)",
            "DICOM PS3.3 C.7.6.1.1.1 fixes Patient Orientation",
            false),
    INVERT(
            "invert",
            "grey values carry density: an inverted lung is not a lung",
            "DICOM PS3.3 C.7.6.3.1.2 fixes the polarity",
            false),
    SOLARIZE(
            "solarize",
            "it inverts bright pixels only, which turns bone and consolidation into air",
            "made for photographs (BYOL, arXiv:2006.07733)",
            false),
    COLOR_JITTER(
            "colorJitter",
            "a grey image has no hue or saturation to change; use jitter for brightness and contrast",
            "SimCLR (arXiv:2002.05709) defines it on RGB",
            true);

    final String setting;
    final String reason;
    final String source;
    final boolean always;

    UnsafeView(String setting, String reason, String source, boolean always) {
        this.setting = setting;
        this.reason = reason;
        this.source = source;
        this.always = always;
    }
}
