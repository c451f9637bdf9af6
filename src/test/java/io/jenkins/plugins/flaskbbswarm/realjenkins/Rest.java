package io.jenkins.plugins.flaskbbswarm.realjenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** What a test asks of a Jenkins, through its REST API. */
final class Rest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(40);

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI jenkins;
    private final Optional<String> authorization;

    /** As anybody. */
    Rest(URI jenkins) {
        this.jenkins = jenkins;
        this.authorization = Optional.empty();
    }

    /** As a user. */
    Rest(URI jenkins, String user, String password) {
        this.jenkins = jenkins;
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** A build that is over. */
    record Build(int number, String result, String log) {
        @Override
        public String toString() {
            return "build " + number + ": " + result + "\n" + log;
        }
    }

    /** Makes a pipeline job, sandbox on, whose Jenkinsfile is in a repository, or changes the one that is there. */
    void job(String name, Path repository, String jenkinsfile) throws IOException, InterruptedException {
        String xml = """
                <flow-definition>
                  <definition class="org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition">
                    <scm class="hudson.plugins.git.GitSCM">
                      <userRemoteConfigs>
                        <hudson.plugins.git.UserRemoteConfig><url>file://%s</url></hudson.plugins.git.UserRemoteConfig>
                      </userRemoteConfigs>
                      <branches><hudson.plugins.git.BranchSpec><name>*/main</name></hudson.plugins.git.BranchSpec></branches>
                    </scm>
                    <scriptPath>%s</scriptPath>
                  </definition>
                </flow-definition>
                """.formatted(repository, jenkinsfile);
        save(name, xml);
    }

    /** Makes a pipeline job, sandbox on, whose script is in it, or changes the one that is there. */
    void job(String name, String script) throws IOException, InterruptedException {
        save(name, """
                <flow-definition>
                  <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition">
                    <script><![CDATA[%s]]></script>
                    <sandbox>true</sandbox>
                  </definition>
                </flow-definition>
                """.formatted(script));
    }

    private void save(String name, String xml) throws IOException, InterruptedException {
        boolean present = get("job/" + name + "/api/json").statusCode() == 200;
        post(present ? "job/" + name + "/config.xml" : "createItem?name=" + name, "text/xml", xml);
    }

    /** Calls what a page renders only when it is looked at, as the page's own script does. */
    String onDemand(String proxy) throws IOException, InterruptedException {
        return send(proxy + "/render", "application/x-stapler-method-invocation;charset=UTF-8", "[]")
                .body();
    }

    /** Makes a pipeline job of a script, or changes the one that is there. */
    void pipeline(String name, String script) throws IOException, InterruptedException {
        script("""
                def jenkins = jenkins.model.Jenkins.get()
                def job = jenkins.getItem('%1$s')
                    ?: jenkins.createProject(org.jenkinsci.plugins.workflow.job.WorkflowJob, '%1$s')
                def script = new String('%2$s'.decodeBase64(), 'UTF-8')
                job.definition = new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition(script, true)
                """.formatted(name, Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8))));
    }

    /** Starts a build and returns its number. */
    int start(String job) throws IOException, InterruptedException {
        int number = json("job/" + job + "/api/json").path("nextBuildNumber").asInt();
        post("job/" + job + "/build?delay=0", "text/plain", "");
        return number;
    }

    /** Runs a build to its end. */
    Build run(String job) throws IOException, InterruptedException {
        return await(job, start(job));
    }

    /** Waits for the end of a build. */
    Build await(String job, int number) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST_BUILD);
        Optional<String> result = result(job, number);
        while (result.isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("The build does not end:\n" + log(job, number));
            }
            Thread.sleep(250);
            result = result(job, number);
        }
        return new Build(number, result.get(), log(job, number));
    }

    /** Waits until a build has printed something. */
    void awaitLog(String job, int number, String text) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST_BUILD);
        while (!log(job, number).contains(text)) {
            if (Instant.now().isAfter(end) || result(job, number).isPresent()) {
                throw new AssertionError("The build does not print " + text + ":\n" + log(job, number));
            }
            Thread.sleep(100);
        }
    }

    void abort(String job, int number) throws IOException, InterruptedException {
        post("job/" + job + "/" + number + "/stop", "text/plain", "");
    }

    String log(String job, int number) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("job/" + job + "/" + number + "/consoleText");
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    /** A step may set it long before the end. */
    private Optional<String> result(String job, int number) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("job/" + job + "/" + number + "/api/json?tree=result,building");
        return answer.statusCode() == 200
                ? Optional.of(JSON.readTree(answer.body()))
                        .filter(build -> !build.path("building").asBoolean())
                        .map(build -> build.path("result").asText(""))
                        .filter(text -> !text.equals("null") && !text.isEmpty())
                : Optional.empty();
    }

    /** A page, which has to be there. */
    String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answers " + answer.statusCode() + ":\n" + answer.body());
        }
        return answer.body();
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(page(path));
    }

    /** Runs a Groovy script on the controller, as an administrator may, and returns what it printed. */
    String script(String groovy) throws IOException, InterruptedException {
        String form = "script=" + URLEncoder.encode(groovy, StandardCharsets.UTF_8);
        return post("scriptText", "application/x-www-form-urlencoded", form).body();
    }

    /** Sends a form and returns the answer, whatever it is. */
    HttpResponse<String> form(String path, String query) throws IOException, InterruptedException {
        return send(path, "application/x-www-form-urlencoded", query);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path, type, body);
        if (answer.statusCode() >= 400) {
            throw new AssertionError(path + " answers " + answer.statusCode() + ":\n" + answer.body());
        }
        return answer;
    }

    private HttpResponse<String> send(String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> crumb = get("crumbIssuer/api/json");
        if (crumb.statusCode() == 200) {
            JsonNode issued = JSON.readTree(crumb.body());
            request.header(
                    issued.path("crumbRequestField").asText(),
                    issued.path("crumb").asText());
            // What pages have rendered on demand wants it under this name.
            request.header("Crumb", issued.path("crumb").asText());
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(jenkins.resolve(path));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }
}
