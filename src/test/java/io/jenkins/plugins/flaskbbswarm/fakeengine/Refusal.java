package io.jenkins.plugins.flaskbbswarm.fakeengine;

/** The answer to a request that cannot be carried out. */
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    static Refusal notFound(String kind, String name) {
        return new Refusal(404, kind + " " + name + " not found");
    }

    static Refusal invalid(String description) {
        return rpc(400, "InvalidArgument", description);
    }

    static Refusal rpc(int status, String code, String description) {
        return new Refusal(status, "rpc error: code = " + code + " desc = " + description);
    }
}
