package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFileException;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.deploy.PhaseGate;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.images.ImageException;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewClosed;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.release.StoredFormatException;
import jenkins.MasterToSlaveFileCallable;

import java.io.File;
import java.time.Duration;

/** Carries an operation to the agent. A channel that closes interrupts it there, as an aborted build does. */
public final class AgentCall extends MasterToSlaveFileCallable<OperationOutcome> {
    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final OperationContext operationContext;
    private final ControllerCallback controller;

    public AgentCall(Operation operation, OperationContext operationContext, ControllerCallback controller) {
        this.operation = operation;
        this.operationContext = operationContext;
        this.controller = controller;
    }

    /** @param channel to the folder's machine, which is none here */
    @Override
    public OperationOutcome invoke(File directory, VirtualChannel channel) {
        AgentMemory memory = new AgentMemory(controller, operationContext.gated(), operationContext.progress());
        InterruptHandle work = new InterruptHandle(Thread.currentThread(), memory::stop);
        try (EventPump events = new EventPump(controller::report)) {
            controller.started(toCaller(work));
            return run(directory, events, memory);
        } finally {
            work.over();
        }
    }

    /** There is no channel to the controller if this is the controller itself. */
    private static RemoteHandle toCaller(InterruptHandle work) {
        Channel caller = Channel.current();
        return caller == null ? work : caller.export(RemoteHandle.class, work);
    }

    private OperationOutcome run(File directory, EventPump events, AgentMemory memory) {
        try {
            return operationContext.progress().mustEnd()
                    ? failed(operation.recover(directory.toPath(), surroundings(events, memory)))
                    : OperationOutcome.of(operation.run(directory.toPath(), surroundings(events, memory)));
        } catch (ReleaseFailedException e) {
            return failed(e);
        } catch (InterruptedException e) {
            return OperationOutcome.failed(
                    "Nothing of the stack was changed: "
                            + memory.progress().stop().why() + ".",
                    true);
        } catch (ComposeException e) {
            return OperationOutcome.failed("The stack files are refused:\n" + e.getMessage(), true);
        } catch (PreviewFailedException
                | PreviewClosed
                | InvalidRequestException
                | DeployFileException
                | EngineException
                | StoredFormatException
                | ImageException e) {
            return OperationOutcome.failed(e.getMessage(), true);
        }
    }

    private static OperationOutcome failed(ReleaseFailedException failure) {
        return OperationOutcome.failed(failure.getMessage(), failure.restored());
    }

    /** Without a controller nobody will let the release go on. */
    private void pass(Phase phase, EventPump events) throws InterruptedException {
        events.flush();
        try {
            controller.pass(phase);
        } catch (RuntimeException e) {
            throw new InterruptedException("the controller is gone: " + e.getMessage());
        }
    }

    private DeploymentContext surroundings(EventPump events, AgentMemory memory) {
        return new DeploymentContext(
                operationContext.environment(),
                operationContext.owner(),
                Duration.ofSeconds(operationContext.lockTimeout()),
                events,
                operationContext.gated() ? phase -> pass(phase, events) : PhaseGate.OPEN,
                Channel.current() != null,
                memory);
    }
}
