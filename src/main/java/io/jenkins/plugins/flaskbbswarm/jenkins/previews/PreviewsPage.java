package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.RootAction;
import hudson.security.ACL;
import hudson.security.ACLContext;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The page "Swarm previews": those of jobs that the reader may read; those of deleted jobs are for administrators. It
 * has the swarms asked again in the background, waits a moment for their answers, and shows how each preview was found
 * last.
 */
@Extension
@ExportedBean
public final class PreviewsPage implements RootAction {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final AtomicReference<Instant> LOOKED = new AtomicReference<>(Instant.EPOCH);

    @Override
    public String getIconFileName() {
        return previews().isEmpty() ? null : "symbol-server";
    }

    @Override
    public String getDisplayName() {
        return "Swarm previews";
    }

    @Override
    public String getUrlName() {
        return "swarm-previews";
    }

    public Api getApi() {
        return new Api(this);
    }

    @Exported
    public List<PreviewBean> getPreviews() {
        lookAgain();
        return previews();
    }

    private static List<PreviewBean> previews() {
        return KnownPreviews.get().all().stream()
                .filter(PreviewsPage::mayBeRead)
                .map(known ->
                        new PreviewBean(known, find(known).map(Item::getUrl).orElse(""), Instant.now()))
                .toList();
    }

    /** The job is found by one who may read all, so that a folder that hides itself does not hide it. */
    private static boolean mayBeRead(KnownPreview known) {
        return find(known).map(item -> item.hasPermission(Item.READ)).orElseGet(() -> Jenkins.get()
                .hasPermission(Jenkins.ADMINISTER));
    }

    private static Optional<Item> find(KnownPreview known) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return PreviewJobs.find(known.item());
        }
    }

    /** However many read the page. */
    private static void lookAgain() {
        Instant now = Instant.now();
        Instant last = LOOKED.get();
        if (last.plus(FRESH).isBefore(now) && LOOKED.compareAndSet(last, now)) {
            PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
            await(PreviewThreads.run(() -> PreviewMaintainer.ofJenkins(silent).check(silent)));
        }
    }

    private static void await(Future<?> look) {
        try {
            look.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Some swarm takes longer; the next reader sees what it answered.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
