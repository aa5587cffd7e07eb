package isocenter.ingest.deidentify.score;

import isocenter.ingest.deidentify.score.Check.Action;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Objects that must not simply come through: writing where no rule expects it, saved screens, reports, documents. */
final class SpecialObjects {
    private static final int INK = 255;

    private final Random random = new Random(7);
    private final List<SyntheticObject> objects = new ArrayList<>();

    private SpecialObjects() {}

    static List<SyntheticObject> make(List<Person> people) {
        SpecialObjects special = new SpecialObjects();
        Person person = people.get(0);
        special.written(person, 2, 10, 12, "QUIMBY ELEANOR", INK, -1);
        special.written(people.get(1), 2, 30, 120, "ID 4711-0815-33", 0, -1);
        special.written(people.get(2), 1, 100, 8, "GARCIA 12.04.1957", INK, 0);
        special.written(people.get(3), 3, 8, 90, "12/04/57", 0, INK);
        special.declared(people.get(4));
        special.screen(people.get(5));
        special.blindUltrasound(people.get(6));
        special.refused(people.get(7), "1.2.840.10008.5.1.4.1.1.88.11");
        special.refused(people.get(8), "1.2.840.10008.5.1.4.1.1.104.1");
        return special.objects;
    }

    private SyntheticObject radiograph(Person person, String name) {
        SyntheticObject object = new SyntheticObject(name + "-" + objects.size(), person);
        object.dataSet
                .putText(Tags.SOP_CLASS_UID, PixelContent.sopClass("DX"))
                .putText(Tags.SOP_INSTANCE_UID, "1.2.77.1." + objects.size())
                .putText(Tags.STUDY_INSTANCE_UID, "1.2.77.2." + objects.size())
                .putText(Tags.SERIES_INSTANCE_UID, "1.2.77.3." + objects.size())
                .putText(Tags.PATIENT_NAME, person.pn())
                .putText(Tags.PATIENT_ID, person.mrn())
                .putText(Tags.MODALITY, "DX");
        PixelContent.describe(object.dataSet);
        objects.add(object);
        return object;
    }

    /** @param box value of a box behind the writing, or −1 for none */
    private void written(Person person, int scale, int x, int y, String text, int ink, int box) {
        SyntheticObject object = radiograph(person, "written");
        int[] values = PixelContent.shadows(random);
        if (box >= 0) {
            for (int row = y - 3; row < y + 7 * scale + 3; row++) {
                for (int column = x - 3;
                        column < Math.min(PixelContent.COLUMNS, x + BitmapFont.width(text, scale) + 3);
                        column++) {
                    values[row * PixelContent.COLUMNS + column] = box;
                }
            }
        }
        BitmapFont.draw(values, PixelContent.COLUMNS, x, y, scale, text, ink);
        PixelContent.put(object, values, false);
        object.check(Action.OBJECT_HELD, "");
    }

    private void declared(Person person) {
        SyntheticObject object = radiograph(person, "declared");
        object.dataSet.putText(Tags.BURNED_IN_ANNOTATION, "YES");
        PixelContent.put(object, PixelContent.shadows(random), false);
        object.check(Action.OBJECT_HELD, "");
    }

    private void screen(Person person) {
        SyntheticObject object = radiograph(person, "screen");
        object.dataSet
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .putText(Tags.IMAGE_TYPE, "DERIVED", "SECONDARY", "SCREEN SAVE");
        PixelContent.put(object, PixelContent.shadows(random), false);
        object.check(Action.OBJECT_HELD, "");
    }

    private void blindUltrasound(Person person) {
        SyntheticObject object = radiograph(person, "ultrasound");
        object.dataSet.putText(Tags.SOP_CLASS_UID, PixelContent.sopClass("US")).putText(Tags.MODALITY, "US");
        PixelContent.put(object, PixelContent.shadows(random), false);
        object.check(Action.OBJECT_HELD, "");
    }

    private void refused(Person person, String sopClass) {
        SyntheticObject object = radiograph(person, "refused");
        object.dataSet.putText(Tags.SOP_CLASS_UID, sopClass);
        object.dataSet.put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[PixelContent.ROWS * PixelContent.COLUMNS]));
        object.check(Action.OBJECT_REFUSED, "");
    }
}
