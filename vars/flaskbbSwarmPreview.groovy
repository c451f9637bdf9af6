/**
 * The preview of a pull request: see flaskbbSwarmPreview.txt.
 *
 * All that can fail lives in the step; this says where the preview is.
 */
Map call(Map arguments = [:]) {
    Map named = new HashMap(arguments)
    Closure onReady = named.remove('onReady')
    Map preview = swarmPreview(named)
    currentBuild.description = preview.address
    if (onReady != null) {
        onReady(preview.address)
    }
    return preview
}
