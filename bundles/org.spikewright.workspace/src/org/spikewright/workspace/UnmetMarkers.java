package org.spikewright.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.spikewright.common.Finding;
import org.spikewright.jobs.Unmet;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.record.RunRecord;

/**
 * Marks the lines of a model that a run did not meet. A mark stays until the job runs again or the line is changed. It keeps nobody from
 * running the model.
 */
public final class UnmetMarkers {

    /** The type of these markers. */
    public static final String TYPE = "org.spikewright.workspace.unmet";
    /** The attribute that holds the code of the finding. */
    public static final String CODE = "org.spikewright.workspace.code";

    private static final String JOB = "org.spikewright.workspace.job";
    private static final String TEXT = "org.spikewright.workspace.text";

    private UnmetMarkers() {
    }

    /**
     * Takes the marks of jobs away, which run now.
     *
     * @param jobs by name; all if empty
     */
    static void clear(IFile model, Collection<String> jobs) throws CoreException {
        delete(model, marker -> jobs.isEmpty() || jobs.contains(marker.getAttribute(JOB, "")));
    }

    /** Takes those marks away whose lines a text has no more. */
    public static void keep(IFile model, String text) throws CoreException {
        delete(model, marker -> !place(marker.getAttribute(TEXT, "")).matcher(text).find());
    }

    private static void delete(IFile model, Predicate<IMarker> which) throws CoreException {
        List<IMarker> gone = model.exists() ? Arrays.stream(model.findMarkers(TYPE, false, IResource.DEPTH_ZERO)).filter(which).toList() : List.of();
        if (!gone.isEmpty()) {
            model.getWorkspace().run((ICoreRunnable) _ -> {
                for (IMarker marker : gone) {
                    marker.delete();
                }
            }, model, IWorkspace.AVOID_UPDATE, null);
        }
    }

    /** Marks what the jobs of a run did not meet, where their lines stand in the model as it ran. */
    static void show(IFile model, RunRecord record) throws CoreException, IOException {
        clear(model, record.manifest().jobs());
        List<Map<String, Object>> marks = new ArrayList<>();
        String text = record.modelText();
        for (Claim claim : record.claims().claims()) {
            if (!claim.passed()) {
                marks.add(attributes(claim, Unmet.finding(claim, model.getName()), text));
            }
        }
        if (!marks.isEmpty()) {
            model.getWorkspace().run((ICoreRunnable) _ -> {
                for (Map<String, Object> mark : marks) {
                    model.createMarker(TYPE, mark);
                }
            }, model, IWorkspace.AVOID_UPDATE, null);
        }
    }

    private static Map<String, Object> attributes(Claim claim, Finding finding, String text) {
        int start = offset(text, claim.line(), claim.column());
        Matcher place = pattern(claim.text()).matcher(text);
        int end = place.find(start) && place.start() == start ? place.end() : start;
        return Map.of(IMarker.SEVERITY, IMarker.SEVERITY_ERROR, IMarker.MESSAGE, finding.message(), CODE, finding.code(), IMarker.LINE_NUMBER,
                claim.line(), IMarker.CHAR_START, start, IMarker.CHAR_END, end, IMarker.LOCATION, "line " + claim.line(), JOB, claim.job(), TEXT,
                claim.text());
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line && text.indexOf('\n', start) >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(start + column - 1, text.length());
    }

    private static Pattern place(String claim) {
        return Pattern.compile("\\bexpect\\s+" + pattern(claim) + "(?!\\w)");
    }

    /** A claim, whatever spaces and line breaks are in it. */
    private static Pattern pattern(String claim) {
        return Pattern.compile(Arrays.stream(claim.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }
}
