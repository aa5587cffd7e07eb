package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The steps of a profile, each worked out once for a storage class. Safe for use by many threads. */
final class ActionPlan {
    private final ActionPlanner planner;
    private final Map<String, Steps> roots = new ConcurrentHashMap<>();
    private final Steps unknownRoot;
    private final Steps items;

    ActionPlan(ActionPlanner planner) {
        this.planner = planner;
        this.unknownRoot = new Steps("", true);
        this.items = new Steps("", false);
    }

    /** Steps for the root of objects of a class. */
    Steps root(String sopClass) {
        return planner.knows(sopClass) ? roots.computeIfAbsent(sopClass, name -> new Steps(name, true)) : unknownRoot;
    }

    /** Steps for the items of sequences. */
    Steps items() {
        return items;
    }

    /** Tag → step. */
    final class Steps {
        private final Map<Integer, Step> known = new ConcurrentHashMap<>();
        private final String sopClass;
        private final boolean root;

        private Steps(String sopClass, boolean root) {
            this.sopClass = sopClass;
            this.root = root;
        }

        boolean isRoot() {
            return root;
        }

        /** Private attributes, group lengths and tags that PS3.6 does not know always go. */
        Step step(int tag) {
            Step step = known.get(tag);
            if (step != null) {
                return step;
            }
            boolean standard = !Tags.isPrivate(tag)
                    && (tag & 0xffff) != 0
                    && DataDictionary.vr(tag).isPresent();
            return standard ? known.computeIfAbsent(tag, t -> planner.step(t, sopClass, root)) : Step.REMOVE;
        }
    }
}
