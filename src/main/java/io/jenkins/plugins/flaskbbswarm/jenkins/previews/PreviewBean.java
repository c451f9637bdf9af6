package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.Util;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A preview as its page and {@code api/json} tell it. Texts are empty where nothing is known yet. */
@ExportedBean(defaultVisibility = 999)
public final class PreviewBean {
    private final KnownPreview known;
    private final Optional<PreviewStatus> seen;
    private final String jobLink;
    private final Instant now;

    /** @param jobLink where the job is, below Jenkins' own address; empty if it was deleted */
    PreviewBean(KnownPreview known, String jobLink, Instant now) {
        this.known = known;
        this.jobLink = jobLink;
        this.seen = known.seen().stream().findFirst();
        this.now = now;
    }

    @Exported
    public String getStack() {
        return known.note().stack();
    }

    @Exported
    public String getRepository() {
        return known.note().repository();
    }

    @Exported
    public int getPullRequest() {
        return known.note().pullRequest();
    }

    @Exported
    public String getJob() {
        return known.item();
    }

    /** The address of the build that made it last. */
    @Exported
    public String getBuild() {
        return known.build();
    }

    /** The swarm's name; empty if steps name its engine. */
    @Exported
    public String getTarget() {
        return known.target();
    }

    @Exported
    public String getAddress() {
        return seen.map(PreviewStatus::address).orElse("");
    }

    public String getJobLink() {
        return jobLink;
    }

    /** Where a link may lead: what a pull request says is not believed to be one. */
    public String getLink() {
        String address = getAddress();
        return address.startsWith("https://") || address.startsWith("http://") ? address : "";
    }

    @Exported
    public String getCommit() {
        return seen.map(PreviewStatus::commit).orElse("");
    }

    @Exported
    public String getCreated() {
        return seen.map(PreviewStatus::created).orElse("");
    }

    @Exported
    public String getExpires() {
        return seen.map(PreviewStatus::expires).orElse("");
    }

    /** When it was found so. */
    @Exported
    public String getSeen() {
        return seen.map(PreviewStatus::at).orElse("");
    }

    @Exported
    public int getServices() {
        return size().map(PreviewSize::services).orElse(0);
    }

    @Exported
    public int getTasks() {
        return size().map(PreviewSize::tasks).orElse(0);
    }

    /** {@code 3 services, 5 tasks, 1.25 CPUs and 512 MiB reserved}. */
    @Exported
    public String getReserved() {
        return size().map(PreviewSize::toString).orElse("");
    }

    /** What it has, and what is reserved for it, a line each. */
    public List<String> getSizeLines() {
        return size().map(size -> List.of(size.counts(), size.reserved())).orElse(List.of());
    }

    /** {@code CREATING}, {@code READY} or {@code CLOSING}. */
    @Exported
    public String getState() {
        return known.isClosed()
                ? "CLOSING"
                : seen.map(PreviewStatus::state)
                        .filter(state -> !state.isEmpty())
                        .orElse("CREATING");
    }

    /** {@link #getState} for people. */
    public String getStateWord() {
        return getState().toLowerCase(Locale.ROOT);
    }

    /** Jenkins' class for a text of that meaning. */
    public String getStateClass() {
        return getState().equals("READY") ? "jenkins-!-success-color" : "jenkins-!-warning-color";
    }

    /** Why it could not be removed. */
    @Exported
    public String getProblem() {
        return known.problem();
    }

    public String getAge() {
        return getCreated().isEmpty() ? "" : span(Instant.parse(getCreated()), now);
    }

    /** {@code in 2 days}, or that it is over. */
    public String getTimeLeft() {
        if (getExpires().isEmpty()) {
            return "";
        }
        Instant end = Instant.parse(getExpires());
        return end.isAfter(now) ? "in " + span(now, end) : "over";
    }

    private Optional<PreviewSize> size() {
        return seen.map(PreviewStatus::size);
    }

    private static String span(Instant from, Instant to) {
        return Util.getTimeSpanString(Math.max(0, Duration.between(from, to).toMillis()));
    }
}
