package io.jenkins.plugins.flaskbbswarm.jenkins.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;
import io.jenkins.plugins.flaskbbswarm.report.ReportPage;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

import java.util.Collection;
import java.util.List;

/** The page "Swarm release" of a build. Who may read the build may read it. */
@ExportedBean
public final class BuildReleases implements Action {
    private final Run<?, ?> run;

    BuildReleases(Run<?, ?> run) {
        this.run = run;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public String getIconFileName() {
        return "symbol-server";
    }

    @Override
    public String getDisplayName() {
        return "Swarm release";
    }

    @Override
    public String getUrlName() {
        return "swarm-release";
    }

    public Api getApi() {
        return new Api(this);
    }

    @Exported
    public List<ReleaseBean> getReleases() {
        return reports().stream().map(ReleaseBean::new).toList();
    }

    /** For the page; nothing in it but {@link ReportPage}'s own markup is not escaped. */
    public List<Section> getSections() {
        return reports().stream().map(Section::new).toList();
    }

    private List<ReleaseReport> reports() {
        return Journals.in(run.getRootDir(), run.isBuilding());
    }

    /** A release on the page. */
    public static final class Section {
        private final ReleaseReport report;

        Section(ReleaseReport report) {
            this.report = report;
        }

        public String getTitle() {
            return ReportPage.title(report);
        }

        public String getHtml() {
            return ReportPage.fragment(report);
        }
    }

    /** Adds the page to builds that made a release. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return BuildReleases.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run run) {
            Run<?, ?> build = run;
            return Journals.areIn(build.getRootDir()) ? List.of(new BuildReleases(build)) : List.of();
        }
    }
}
