package io.jenkins.plugins.flaskbbswarm.jenkins.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.flaskbbswarm.report.HistoryPage;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The page "Swarm releases" of a job: what its newest builds released, newest first. */
@ExportedBean
public final class JobReleases implements Action {
    private final Job<?, ?> job;

    JobReleases(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    @Override
    public String getIconFileName() {
        return "symbol-server";
    }

    @Override
    public String getDisplayName() {
        return "Swarm releases";
    }

    @Override
    public String getUrlName() {
        return "swarm-releases";
    }

    public Api getApi() {
        return new Api(this);
    }

    @Exported
    public List<BuildBean> getBuilds() {
        return Journals.buildsIn(job.getBuildDir()).stream()
                .map(build -> new BuildBean(build.getName(), reports(build)))
                .toList();
    }

    /** For the page; nothing in it but {@link HistoryPage}'s own markup is not escaped. */
    public String getHtml() {
        List<HistoryPage.Entry> entries = new ArrayList<>();
        for (File build : Journals.buildsIn(job.getBuildDir())) {
            List<HistoryPage.Entry> ofBuild = new ArrayList<>();
            String address = "../" + build.getName() + "/swarm-release/";
            reports(build)
                    .forEach(report -> ofBuild.add(new HistoryPage.Entry("#" + build.getName(), address, report)));
            Collections.reverse(ofBuild);
            entries.addAll(ofBuild);
        }
        return HistoryPage.fragment(entries);
    }

    private List<ReleaseReport> reports(File folder) {
        Run<?, ?> build = job.getBuildByNumber(Integer.parseInt(folder.getName()));
        return Journals.in(folder, build != null && build.isBuilding());
    }

    /** A build with its releases. */
    @ExportedBean(defaultVisibility = 999)
    public static final class BuildBean {
        private final String number;
        private final List<ReleaseReport> reports;

        BuildBean(String number, List<ReleaseReport> reports) {
            this.number = number;
            this.reports = reports;
        }

        @Exported
        public int getNumber() {
            return Integer.parseInt(number);
        }

        @Exported
        public List<ReleaseBean> getReleases() {
            return reports.stream().map(ReleaseBean::new).toList();
        }
    }

    /** Adds the page to jobs of which a newer build made a release. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobReleases.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            Job<?, ?> job = target;
            return Journals.buildsIn(job.getBuildDir()).isEmpty() ? List.of() : List.of(new JobReleases(job));
        }
    }
}
