package isocenter.pretrain.map;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.embedding.CosineNeighbours;
import isocenter.pretrain.embedding.EmbeddingSet;
import isocenter.pretrain.map.EmbeddingMap.Coloured;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Lays a backbone's features out in the plane. */
@ApplicationScoped
public class EmbeddingMaps {
    /** Fewer points make no picture. */
    private static final int LEAST = 4;

    private final Colourings colourings;

    EmbeddingMaps(Colourings colourings) {
        this.colourings = colourings;
    }

    /** How points come into the plane. */
    public enum Layout {
        /** The two directions of largest variance: distances are true, as far as two directions tell them. */
        PCA,
        /** Neighbours stay together; nothing else is true. */
        TSNE
    }

    /**
     * Draws up a map. Features are brought to unit length, as nearest neighbours compare them. What can be read from them is
     * measured on the same images.
     *
     * @param colours what to colour by: site, scanner, view, sex, age, modality, part or label:TASK
     * @param most images at the most; of more, so many are chosen by the seed
     * @throws IllegalArgumentException when a colour is not known, or there are too few images
     */
    public EmbeddingMap map(EmbeddingSet set, List<String> colours, Layout layout, int most, long seed) {
        int[] chosen = chosen(set, most, seed);
        if (chosen.length < LEAST) {
            throw new IllegalArgumentException("A map needs " + LEAST + " images at least");
        }
        List<DatasetMember> members =
                IntStream.of(chosen).mapToObj(set.members()::get).toList();
        float[][] vectors = IntStream.of(chosen).mapToObj(i -> set.vectors()[i]).toArray(float[][]::new);
        List<String> patients = members.stream().map(DatasetMember::patient).toList();
        List<Coloured> coloured = colours.stream()
                .map(name -> {
                    Colouring colouring = colourings.of(name, members);
                    return new Coloured(name, colouring, Readability.of(vectors, patients, colouring.values()));
                })
                .toList();
        float[][] unit =
                Arrays.stream(vectors).map(CosineNeighbours::unitLength).toArray(float[][]::new);
        PrincipalPlane plane = PrincipalPlane.of(unit);
        double[][] points = layout == Layout.PCA ? plane.points() : Tsne.of(unit, plane.points());
        return new EmbeddingMap(
                set.backbone().id + " on " + set.dataset().id(),
                subtitle(members, set, layout, plane),
                points,
                coloured);
    }

    private static String subtitle(List<DatasetMember> members, EmbeddingSet set, Layout layout, PrincipalPlane plane) {
        long patients = members.stream().map(DatasetMember::patient).distinct().count();
        return "%d%s images of %d patients, %s"
                .formatted(
                        members.size(),
                        members.size() < set.members().size()
                                ? " of " + set.members().size()
                                : "",
                        patients,
                        layout == Layout.TSNE
                                ? "t-SNE, perplexity %.0f: only who is near whom has a meaning"
                                        .formatted(Math.min(Tsne.PERPLEXITY, (members.size() - 1) / 3.0))
                                : String.format(
                                        Locale.ROOT,
                                        "principal components, %.0f %% and %.0f %% of the variance",
                                        100 * plane.shares()[0],
                                        100 * plane.shares()[1]));
    }

    private static int[] chosen(EmbeddingSet set, int most, long seed) {
        return IntStream.range(0, set.members().size())
                .boxed()
                .sorted(Comparator.comparing(
                        i -> Sha256.hex(seed + "\n" + set.members().get(i).instance() + "\n"
                                + set.members().get(i).frame())))
                .limit(most)
                .sorted()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
