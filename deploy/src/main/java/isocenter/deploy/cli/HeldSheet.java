package isocenter.deploy.cli;

import java.util.Base64;

/** One page with all that is held; who ticks what may be kept gets the command that releases it. It loads nothing. */
final class HeldSheet {
    private final StringBuilder page = new StringBuilder("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Held for a person to look at</title>
            <style>
            body { font: 15px/1.4 system-ui, sans-serif; background: #16181b; color: #e8e8e8; margin: 1.5rem }
            main { display: flex; flex-wrap: wrap; gap: 1rem }
            figure { margin: 0; width: 26rem; background: #22262b; padding: .5rem }
            img { width: 100%; height: 26rem; object-fit: contain; background: #000 }
            figcaption { font-size: .85rem; overflow-wrap: anywhere }
            pre { position: sticky; bottom: 0; background: #0d2538; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere }
            </style></head><body>
            <h1>Held for a person to look at</h1>
            <p>Tick each image that shows nothing of a patient. The command at the foot lets the ticked ones in. What shows a
            name, a date or a number is released with its rectangle blanked (<code>--blank x,y,width,height</code>) or
            discarded.</p>
            <main>
            """);

    /**
     * Adds one record.
     *
     * @param frames how many there are; one in the middle is shown
     */
    void add(String id, String reason, int frames, int rows, int columns, FramePicture picture) {
        page.append("""
                <figure><img alt="held image" src="data:image/jpeg;base64,%s">
                <figcaption><label><input type="checkbox" value="%s"> may be kept</label> · %d × %d, %d frame%s<br>%s<br>%s
                </figcaption></figure>
                """.formatted(
                        Base64.getEncoder().encodeToString(picture.as("jpg")),
                        id,
                        columns,
                        rows,
                        frames,
                        frames == 1 ? "" : "s",
                        reason.replace("&", "&amp;").replace("<", "&lt;"),
                        id));
    }

    String html() {
        return page + """
                </main>
                <pre id="command">nothing is ticked</pre>
                <script>
                const command = document.getElementById('command');
                document.addEventListener('change', () => {
                  const ids = [...document.querySelectorAll('input:checked')].map(box => box.value);
                  command.textContent = ids.length
                    ? 'isocenter quarantine release ' + ids.join(' ') + ' --reason "looked at: nothing of a patient"'
                    : 'nothing is ticked';
                });
                </script></body></html>
                """;
    }
}
