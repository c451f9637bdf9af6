/** A deployment by the clock, which acts for a reason or not at all: see flaskbbSwarmRedeploy.txt. */
Map call(Map arguments = [:]) {
    return swarmRedeploy(arguments)
}
