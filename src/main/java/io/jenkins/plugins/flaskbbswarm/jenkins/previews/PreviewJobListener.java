package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/**
 * Ends the previews of a job that is deleted: a multibranch project deletes the job of a pull request that is closed.
 * A job that is renamed or moved keeps its previews.
 */
@Extension
public final class PreviewJobListener extends ItemListener {
    @Override
    public void onDeleted(Item item) {
        List<KnownPreview> previews = of(item.getFullName());
        if (!previews.isEmpty()) {
            // Its folder and the credentials there may be gone in a moment, so these are looked up now.
            previews.forEach(PreviewJobListener::end);
        }
    }

    private static void end(KnownPreview known) {
        CredentialStore store = PreviewAgentClient.credentials(known);
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
        PreviewMaintainer keeper = new PreviewMaintainer(
                KnownPreviews.get(),
                PreviewJobs.ofJenkins(),
                preview -> new PreviewAgentClient(store, silent),
                Clock.systemUTC());
        keeper.close(known);
        PreviewThreads.run(() -> keeper.end(known, silent));
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        for (KnownPreview known : of(oldFullName)) {
            boolean isItself = known.item().equals(oldFullName);
            String folder = isItself ? item.getRootDir().toString() : known.folder();
            KnownPreviews.get().update(known, now -> now.moved(oldFullName, newFullName, folder));
        }
    }

    /** Those of a job, or of all jobs in a folder. */
    private static List<KnownPreview> of(String name) {
        return KnownPreviews.get().all().stream()
                .filter(known -> known.item().equals(name) || known.item().startsWith(name + "/"))
                .toList();
    }
}
