package isocenter.ingest.dimse;

import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dimse.StudyOutcome.Absent;
import isocenter.ingest.dimse.StudyOutcome.Incomplete;
import isocenter.ingest.dimse.StudyOutcome.Pulled;
import isocenter.ingest.dimse.StudyOutcome.Unchanged;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** Pulls one study: asks what it consists of, retrieves it, and repeats with growing pauses what failed for the moment. */
final class StudyPull {
    private final QueryRetrieve requests;
    private final ObjectReceiver receiver;
    private final PullRecord record;
    private final Pseudonyms pseudonyms;
    private final RemoteNode node;
    private final String ownTitle;
    private final int attempts;
    private final Duration backoff;

    StudyPull(
            QueryRetrieve requests,
            ObjectReceiver receiver,
            PullRecord record,
            Pseudonyms pseudonyms,
            RemoteNode node,
            String ownTitle,
            DimseConfig.Pulls config) {
        this.requests = requests;
        this.receiver = receiver;
        this.record = record;
        this.pseudonyms = pseudonyms;
        this.node = node;
        this.ownTitle = ownTitle;
        this.attempts = config.attempts();
        this.backoff = config.backoff();
    }

    /**
     * @param study its Study Instance UID at the node
     * @param arrived hears how many more objects came
     * @throws InterruptedException when the thread was interrupted between two tries
     */
    StudyOutcome pull(String study, IntConsumer arrived) throws InterruptedException {
        String pseudonym = pseudonyms.uid(study);
        for (int attempt = 1; ; attempt++) {
            try {
                StudyOutcome outcome = attempt(study, pseudonym, arrived);
                if (!(outcome instanceof Incomplete) || attempt >= attempts) {
                    return outcome;
                }
            } catch (AssociationException e) {
                if (attempt >= attempts || isFinal(e)) {
                    return new Incomplete(pseudonym, String.valueOf(e.getMessage()));
                }
            } catch (RequestFailedException e) {
                if (attempt >= attempts || !e.isTransient()) {
                    return new Incomplete(pseudonym, String.valueOf(e.getMessage()));
                }
            } catch (DicomFormatException e) {
                return new Incomplete(pseudonym, "an answer of the node cannot be read: " + e.reason());
            }
            Thread.sleep(backoff.multipliedBy(1L << (attempt - 1)).toMillis());
        }
    }

    private static boolean isFinal(AssociationException e) {
        return e.kind() == AssociationException.Kind.REJECTED || e.kind() == AssociationException.Kind.VIOLATED;
    }

    private StudyOutcome attempt(String study, String pseudonym, IntConsumer arrived) {
        StudyContents contents = StudyContents.of(requests, node, study);
        if (contents.size() == 0) {
            return new Absent(pseudonym);
        }
        String sha256 = contents.sha256(pseudonyms);
        if (record.has(pseudonym, sha256)) {
            return new Unchanged(pseudonym, contents.size());
        }
        Arrivals arrivals =
                node.retrieval() == Retrieval.GET ? get(study, contents, arrived) : move(study, contents, arrived);
        if (arrivals.missing > 0) {
            return new Incomplete(
                    pseudonym,
                    "%d of %d objects did not come or could not be kept now"
                            .formatted(arrivals.missing, contents.size()));
        }
        Pulled pulled = new Pulled(pseudonym, contents.size(), arrivals.refused);
        record.keep(pulled, sha256, node);
        return pulled;
    }

    private record Arrivals(int missing, int refused) {}

    /** What came is known object by object. */
    private Arrivals get(String study, StudyContents contents, IntConsumer arrived) {
        Map<String, Integer> answers = new HashMap<>();
        requests.get(
                node,
                study,
                contents.sopClasses(),
                message -> {
                    Command answer = receiver.receive(message, node.aeTitle());
                    answers.put(instance(message), answer.status());
                    arrived.accept(1);
                    return answer;
                },
                counted -> {});
        int missing = 0;
        int refused = 0;
        for (String instance : contents.classes().keySet()) {
            int status = answers.getOrDefault(instance, Status.OUT_OF_RESOURCES);
            if (Status.isTransient(status)) {
                missing++;
            } else if (!Status.isDone(status)) {
                refused++;
            }
        }
        return new Arrivals(missing, refused);
    }

    private static String instance(IncomingMessage message) {
        return message.command().text(CommandTags.AFFECTED_SOP_INSTANCE_UID).orElse("");
    }

    /** The node counts; of what failed it does not tell whether a repetition could help. */
    private Arrivals move(String study, StudyContents contents, IntConsumer arrived) {
        int[] before = new int[1];
        SubOperations ended = requests.move(node, study, ownTitle, counted -> {
            arrived.accept(Math.max(0, counted.arrived() - before[0]));
            before[0] = Math.max(before[0], counted.arrived());
        });
        return new Arrivals(Math.max(0, contents.size() - ended.arrived()), 0);
    }
}
