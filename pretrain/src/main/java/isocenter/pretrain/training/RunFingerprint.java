package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.PretrainRecipe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a run by what decides its result: the recipe, and the images it may see. */
final class RunFingerprint {
    private RunFingerprint() {}

    static String of(PretrainRecipe recipe, ImageSet images, int[] pool) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, CanonicalForm.of(recipe).sha256());
            for (int index : pool) {
                add(digest, images.instance(index));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
