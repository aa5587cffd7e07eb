package isocenter.ingest.deidentify.score;

import java.util.Locale;
import java.util.Map;

/** Letters of five by seven dots, as machines of any age burn them into images; no font of the system is needed. */
public final class BitmapFont {
    private static final String[] GLYPHS = {
        "A01110100011000111111100011000110001", "B11110100011000111110100011000111110",
        "C01110100011000010000100001000101110", "D11110100011000110001100011000111110",
        "E11111100001000011110100001000011111", "F11111100001000011110100001000010000",
        "G01110100011000010111100011000101111", "H10001100011000111111100011000110001",
        "I01110001000010000100001000010001110", "J00111000100001000010000101001001100",
        "K10001100101010011000101001001010001", "L10000100001000010000100001000011111",
        "M10001110111010110101100011000110001", "N10001100011100110101100111000110001",
        "O01110100011000110001100011000101110", "P11110100011000111110100001000010000",
        "Q01110100011000110001101011001001101", "R11110100011000111110101001001010001",
        "S01111100001000001110000010000111110", "T11111001000010000100001000010000100",
        "U10001100011000110001100011000101110", "V10001100011000110001100010101000100",
        "W10001100011000110101101011101110001", "X10001100010101000100010101000110001",
        "Y10001100010101000100001000010000100", "Z11111000010001000100010001000011111",
        "001110100011001110101110011000101110", "100100011000010000100001000010001110",
        "201110100010000100110010001000011111", "311111000100010000010000011000101110",
        "400010001100101010010111110001000010", "511111100001111000001000011000101110",
        "600110010001000011110100011000101110", "711111000010001000100010000100001000",
        "801110100011000101110100011000101110", "901110100011000101111000010001001100",
        ":00000011000110000000011000110000000", ".00000000000000000000000000110001100",
        "-00000000000000011111000000000000000", "/00000000010001000100010001000000000",
        "^00100010101000100000000000000000000", ",00000000000000000000011000010001000"
    };

    private static final Map<Character, String> DOTS = java.util.Arrays.stream(GLYPHS)
            .collect(java.util.stream.Collectors.toMap(glyph -> glyph.charAt(0), glyph -> glyph.substring(1)));

    private BitmapFont() {}

    /** Pixels from the left of the first letter to the left of one after the last. */
    public static int width(String text, int scale) {
        return text.length() * 6 * scale;
    }

    /** Draws text into a picture: each dot is a square of {@code scale} pixels, letters are {@code 7 scale} high. */
    public static void draw(int[] values, int columns, int x, int y, int scale, String text, int ink) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            String dots = DOTS.getOrDefault(upper.charAt(i), "0".repeat(35));
            for (int dot = 0; dot < 35; dot++) {
                if (dots.charAt(dot) == '1') {
                    fill(values, columns, x + (i * 6 + dot % 5) * scale, y + dot / 5 * scale, scale, ink);
                }
            }
        }
    }

    private static void fill(int[] values, int columns, int x, int y, int side, int ink) {
        for (int row = y; row < y + side; row++) {
            for (int column = x; column < x + side; column++) {
                if (column < columns && row * columns + column < values.length) {
                    values[row * columns + column] = ink;
                }
            }
        }
    }
}
