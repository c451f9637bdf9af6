package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.plan.FieldChange;

import java.util.List;

/** Somebody else changed a service after this run had looked at it: what they wrote is not overwritten. */
public final class ServiceChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceChanged(String service, List<FieldChange> changes) {
        super(service + ": another client changed it before this release could (" + FieldChange.list(changes) + ")");
    }
}
