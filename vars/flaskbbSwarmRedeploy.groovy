/** A scheduled redeploy, which acts only if something changed: see flaskbbSwarmRedeploy.txt. */
Map call(Map arguments = [:]) {
    return swarmRedeploy(arguments)
}
