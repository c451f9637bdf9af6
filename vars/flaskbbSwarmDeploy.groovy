/**
 * From source to a healthy stack, a stage for each phase: see flaskbbSwarmDeploy.txt.
 *
 * All that can fail lives in the steps; this only opens stages.
 */
Map call(Map arguments = [:]) {
    return swarmRelease(arguments) {
        for (String phase in phases()) {
            stage(phase) {
                swarmPhase(name: phase)
            }
        }
    }
}

/** In the order in which a release passes them; one that has nothing to do is passed at once. */
List<String> phases() {
    return ['Build', 'Push', 'Secrets and configs', 'Plan', 'Migrate', 'Roll out', 'Probe']
}
