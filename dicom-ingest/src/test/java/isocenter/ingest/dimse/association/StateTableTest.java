package isocenter.ingest.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.ingest.dimse.pdu.PduReference;
import org.junit.jupiter.api.Test;

/** Every cell of PS3.8 table 9-10 as pynetdicom has it, the empty ones too. */
class StateTableTest {
    @Test
    void everyCellIsTheStandards() {
        JsonNode expected = PduReference.reference().get("states");
        assertThat(expected).hasSizeGreaterThan(100);
        for (Event event : Event.values()) {
            for (State state : State.values()) {
                JsonNode cell = expected.get((event.ordinal() + 1) + " " + (state.ordinal() + 1));
                assertThat(StateTable.action(event, state).map(Action::name).orElse("-"))
                        .as("%s in %s", event, state)
                        .isEqualTo(cell == null ? "-" : cell.asText().replace('-', '_'));
            }
        }
    }

    @Test
    void aCollisionOfReleasesDependsOnWhoAskedForTheAssociation() {
        assertThat(Action.AR_8.next(true)).isEqualTo(State.COLLISION_REQUESTOR_LOCAL);
        assertThat(Action.AR_8.next(false)).isEqualTo(State.COLLISION_ACCEPTOR_REMOTE);
    }
}
