package isocenter.annotate.reading;

import java.util.List;

/**
 * What has been said of one study.
 *
 * @param said every committed reading, in its newest version
 * @param expected how many first readings it has, without those that were skipped
 */
record StudyReadings(List<Consensus.Said> said, int expected) {
    StudyReadings {
        said = List.copyOf(said);
    }

    List<Consensus.Said> first() {
        return said.stream().filter(one -> one.role().equals(Reading.FIRST)).toList();
    }

    /** True when all first readings have ended, and there are some. */
    boolean complete() {
        return expected > 0 && first().size() == expected;
    }

    List<Consensus.Decided> consensus() {
        return Consensus.of(said, expected);
    }
}
