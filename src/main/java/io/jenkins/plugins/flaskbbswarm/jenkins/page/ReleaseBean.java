package io.jenkins.plugins.flaskbbswarm.jenkins.page;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

import java.util.List;

/** A release as {@code api/json} tells it. */
@ExportedBean(defaultVisibility = 999)
public final class ReleaseBean {
    private final ReleaseReport report;

    ReleaseBean(ReleaseReport report) {
        this.report = report;
    }

    @Exported
    public String getStack() {
        return report.head().stack();
    }

    /** The number that the stack is at; 0 if it is not known. */
    @Exported
    public int getRelease() {
        return report.end().map(ReleaseReport.End::release).orElse(0);
    }

    /** {@code SUCCEEDED}, {@code UNCHANGED}, {@code FAILED}, {@code ABORTED} or {@code RUNNING}. */
    @Exported
    public String getOutcome() {
        return report.outcome();
    }

    @Exported
    public String getMessage() {
        return report.end().map(ReleaseReport.End::message).orElse("");
    }

    @Exported
    public String getStarted() {
        return report.head().started().toString();
    }

    @Exported
    public long getMilliseconds() {
        return report.took().toMillis();
    }

    @Exported
    public String getAddress() {
        return report.end().flatMap(ReleaseReport.End::address).orElse("");
    }

    @Exported
    public List<String> getPlan() {
        return report.plan();
    }

    @Exported
    public List<String> getMigration() {
        return report.migration();
    }

    @Exported
    public List<String> getDiagnosis() {
        return report.diagnosis();
    }

    @Exported
    public List<ServiceBean> getServices() {
        return report.services().stream().map(ServiceBean::new).toList();
    }

    /** A service as {@code api/json} tells it. */
    @ExportedBean(defaultVisibility = 999)
    public static final class ServiceBean {
        private final Event.ServicePlanned service;

        ServiceBean(Event.ServicePlanned service) {
            this.service = service;
        }

        @Exported
        public String getName() {
            return service.service();
        }

        @Exported
        public String getImage() {
            return service.image();
        }

        /** {@code created}, {@code replaced}, {@code updated} or {@code unchanged}. */
        @Exported
        public String getChange() {
            return service.change();
        }
    }
}
