package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

/** Looks at one service for one kind of oversight. */
interface Lint {
    void check(Service service, Stack stack, Findings findings);

    /** Is told what was found. */
    interface Findings {
        /** @param field the service's field it is about */
        void add(String field, String message, String remedy);
    }
}
