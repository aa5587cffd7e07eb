package isocenter.pretrain.training;

import isocenter.audit.content.Sha256;
import isocenter.pretrain.recipe.CanonicalForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Names a run by what decides its result: the recipe, and the images or volumes it may see. */
final class RunFingerprint {
    private RunFingerprint() {}

    static String of(PretrainRecipe recipe, TrainingSet images, int[] pool) {
        MessageDigest digest = Sha256.digest();
        add(digest, CanonicalForm.of(recipe).sha256());
        for (int index : pool) {
            add(digest, images.name(index));
        }
        return Sha256.hex(digest);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
