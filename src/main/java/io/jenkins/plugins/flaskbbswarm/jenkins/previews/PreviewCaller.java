package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What can be done about a known preview on its swarm. Each may take minutes. */
interface PreviewCaller {
    /**
     * Ends it; returns when everything is gone.
     *
     * @throws IOException if it is not, with the reason
     */
    void end(KnownPreview known) throws IOException, InterruptedException;

    /**
     * Sweeps the previews of its repository, if its target asks for that.
     *
     * @return what was done, a line each
     */
    List<String> sweep(KnownPreview known) throws IOException, InterruptedException;

    /** The previews of its swarm, by stack. */
    Map<String, PreviewStatus> statuses(KnownPreview known) throws IOException, InterruptedException;
}
