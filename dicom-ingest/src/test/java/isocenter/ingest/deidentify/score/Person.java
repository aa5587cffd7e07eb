package isocenter.ingest.deidentify.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An invented patient with everything that identifies one. Names are awkward on purpose. */
record Person(
        String family,
        String given,
        String mrn,
        String issuer,
        LocalDate birth,
        String sex,
        String phone,
        String street,
        String town,
        String mail,
        String social) {

    /** Accents, hyphens, apostrophes, names that are also words of imaging, other scripts, one and two letters. */
    private static final String[][] NAMES = {
        {"Quimby", "Eleanor"},
        {"Müller", "Jörg"},
        {"Garcia-Lopez", "María José"},
        {"O'Shaughnessy", "Padraig"},
        {"Young", "Stone"},
        {"Head", "Chin"},
        {"Nguyễn", "Thị Lan"},
        {"Li", "Wei"},
        {"van der Zwaluw", "Siebren"},
        {"Östergård", "Åsa"},
        {"Papadopoulos", "Δημήτρης"},
        {"Whitebread", "Araminta"},
        {"Lung", "Felix"},
        {"Zubrzycki", "Kazimierz"},
    };

    static List<Person> all(Random random) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            String family = NAMES[i][0];
            people.add(new Person(
                    family,
                    NAMES[i][1],
                    switch (i % 4) {
                        case 0 -> "" + (1_000_000 + random.nextInt(8_999_999));
                        case 1 -> "MR" + (100_000 + random.nextInt(899_999));
                        case 2 -> "H-" + (1000 + random.nextInt(8999)) + "-" + (10 + random.nextInt(89));
                        default -> "A" + (10_000 + random.nextInt(89_999)) + "X";
                    },
                    "HOSP" + i,
                    LocalDate.of(1925 + random.nextInt(80), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                    i % 2 == 0 ? "F" : "M",
                    "(501) 555-01" + (10 + i),
                    (1000 + random.nextInt(8000)) + " Leawood Street",
                    "Little Rock AR 722" + (10 + i),
                    "contact" + i + "@quimbymail.example",
                    "078-05-1" + (100 + i)));
        }
        return people;
    }

    /** As PN writes it. */
    String pn() {
        return family + "^" + given;
    }

    /** Written as people write it. */
    String spoken() {
        return given + " " + family;
    }
}
