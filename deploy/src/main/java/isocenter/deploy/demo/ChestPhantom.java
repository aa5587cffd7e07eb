package isocenter.deploy.demo;

import isocenter.deploy.demo.PhantomPatient.Lesion;

/**
 * Density of one patient's chest, place by place, from 0 (air beside the body) to 1 (the spine under the diaphragm).
 * Organs are soft-edged shapes laid over each other as shadows are; nothing is meant to be anatomy beyond what makes a
 * crude chest film recognisable: lungs in a cage of ribs, the heart to the patient's left, the higher right diaphragm.
 */
final class ChestPhantom {

    private static final double TISSUE = 0.60;

    private final PhantomPatient patient;
    private final double dome;
    private final double severity;

    ChestPhantom(PhantomPatient patient, double breath, double severity) {
        this.patient = patient;
        this.dome = patient.dome() + breath;
        this.severity = severity;
    }

    /** @return density in [0, 1] at a place of {@link PhantomPatient}'s coordinates */
    double density(double x, double y) {
        double side = Math.abs(x);
        double body = body(side, y);
        double lung = lung(x, y);
        double density = 0.03 + body * patient.fat() * (TISSUE - 0.38 * lung);
        density += body * 0.05 * (SmoothNoise.at(patient.texture(), x * 3, y * 3) - 0.5);
        if (lung > 0.01) {
            density += lung * (vessels(x, y) + lesion(x, y));
        }
        density += body * ribs(side, y, lung) + body * breast(side, y) + clavicle(side, y);
        density = towards(density, 0.72, heart(x, y));
        density = towards(density, 0.70, mediastinum(x, y));
        density += body * spine(side, y);
        density += body * 0.12 * edge(y - diaphragm(x), 0.06);
        density -= 0.30 * stomachBubble(x, y);
        return Math.max(0, Math.min(1, density));
    }

    private static double body(double side, double y) {
        double shoulder = -1.02 + 0.62 * Math.pow(Math.max(0, side - 0.16), 1.4);
        return edge(y - shoulder, 0.03) * edge(1.03 + 0.10 * y * y - side, 0.03);
    }

    /** Half-width of the rib cage at a height. */
    private double wall(double y) {
        double down = Math.max(0, Math.min(1, (y - patient.apex()) / 1.25));
        return patient.cage() * (0.32 + 0.68 * Math.pow(down, 0.42)) - 0.05 * down;
    }

    /** Top of the liver on the image's left, which is the patient's right, and of the spleen on the other side. */
    private double diaphragm(double x) {
        double across = (Math.abs(x) - 0.36) / 0.5;
        return dome + (x > 0 ? 0.05 : 0) + 0.22 * across * across;
    }

    private double lung(double x, double y) {
        double side = Math.abs(x);
        double inner = edge(side - 0.10 - 0.05 * Math.max(0, y), 0.03);
        double outer = edge(wall(y) - side, 0.025);
        double top = edge(y - patient.apex() - 0.25 * Math.pow(Math.abs(side - 0.28), 1.5), 0.04);
        double bottom = edge(diaphragm(x) - y, 0.025);
        return inner * outer * top * bottom;
    }

    private double heart(double x, double y) {
        double angle = Math.toRadians(38);
        double dx = x - 0.13;
        double dy = y - (dome - 0.24);
        double along = (Math.cos(angle) * dx + Math.sin(angle) * dy) / patient.heart();
        double across = (-Math.sin(angle) * dx + Math.cos(angle) * dy) / (0.72 * patient.heart());
        return edge(1 - Math.sqrt(along * along + across * across), 0.08);
    }

    private double mediastinum(double x, double y) {
        double half = 0.11 + 0.04 * Math.max(0, -y - 0.5);
        double band = edge(half - Math.abs(x - 0.01), 0.03) * edge(y + 0.95, 0.1);
        double knobX = (x - 0.12) / 0.09;
        double knobY = (y + 0.33) / 0.10;
        double knob = edge(1 - Math.sqrt(knobX * knobX + knobY * knobY), 0.15);
        double trachea = edge(0.035 - Math.abs(x), 0.015) * edge(-0.28 - y, 0.05);
        return Math.max(band, knob) * (0.85 - 0.4 * trachea);
    }

    private static double spine(double side, double y) {
        double disc = 0.5 + 0.5 * Math.cos(2 * Math.PI * y / 0.155);
        return edge(0.075 - side, 0.02) * (0.05 + 0.03 * disc);
    }

    private double ribs(double side, double y, double lung) {
        double cage = edge(wall(y) + 0.05 - side, 0.02) * edge(y - patient.apex() + 0.10, 0.04);
        double behind = band(y - 0.42 * side * side, 0.150, 0.030) * edge(side - 0.07, 0.02);
        double before = band(y + 0.38 * side - 0.06, 0.160, 0.034) * edge(side - 0.30, 0.08);
        return patient.bone() * cage * (behind + 0.45 * before) * (0.5 + 0.5 * lung);
    }

    /** Parallel bands, each a rounded bar brighter at its rims. */
    private static double band(double y, double spacing, double half) {
        double away = Math.abs(y / spacing - Math.rint(y / spacing)) * spacing / half;
        return away >= 1 ? 0 : Math.sqrt(1 - away * away) * (0.7 + 0.6 * away * away);
    }

    private double clavicle(double side, double y) {
        double middle = patient.apex() + 0.16 - 0.18 * (side - 0.1) + 0.05 * Math.sin(6 * side);
        double away = (y - middle) / 0.035;
        return away * away >= 1
                ? 0
                : 1.3 * patient.bone() * Math.sqrt(1 - away * away) * edge(side - 0.09, 0.02) * edge(0.72 - side, 0.03);
    }

    private double breast(double side, double y) {
        double across = (side - 0.45) / 0.30;
        double down = (y - 0.28) / 0.36;
        return patient.breast() * edge(1 - Math.sqrt(across * across + down * down), y > 0.28 ? 0.10 : 0.6);
    }

    /** Streaks that radiate from the hilum and thin out on their way. */
    private double vessels(double x, double y) {
        double dx = Math.abs(x) - 0.13;
        double dy = y - 0.02;
        double away = Math.sqrt(dx * dx + dy * dy);
        double turn = Math.atan2(dy, dx);
        double streak = SmoothNoise.at(patient.texture() + (x > 0 ? 1 : 2), turn * 6, away * 7);
        double ridge = 1 - Math.abs(2 * streak - 1);
        double hilum = Math.exp(-away * away / 0.012);
        return 0.13 * hilum + 0.16 * Math.pow(ridge, 4) * Math.exp(-away / 0.3);
    }

    private double lesion(double x, double y) {
        Lesion lesion = patient.lesion();
        if (lesion == null) {
            return 0;
        }
        double dx = x - lesion.x();
        double dy = y - lesion.y();
        double fall = Math.exp(-(dx * dx + dy * dy) / (2 * lesion.radius() * lesion.radius()));
        double mottle = 0.7 + 0.6 * SmoothNoise.at(patient.texture() + 3, x * 14, y * 14);
        return severity * lesion.density() * fall * mottle;
    }

    private double stomachBubble(double x, double y) {
        double across = (x - 0.34) / 0.15;
        double down = (y - diaphragm(0.34) - 0.11) / 0.07;
        return edge(1 - Math.sqrt(across * across + down * down), 0.2);
    }

    private static double towards(double density, double organ, double weight) {
        return density + weight * Math.max(0, organ - density);
    }

    /** 0 where {@code inside} is below −soft, 1 above soft, smooth between. */
    private static double edge(double inside, double soft) {
        double t = Math.max(0, Math.min(1, 0.5 + inside / (2 * soft)));
        return t * t * (3 - 2 * t);
    }
}
