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
import org.spikewright.jobs.RunResult;
import org.spikewright.jobs.RunResult.Failure;
import org.spikewright.jobs.Unmet;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.record.RunRecord;

/**
 * Marks the lines of a model that a run did not meet, and the one at which it failed. A mark stays until the job runs again or the line is
 * changed. It keeps nobody from running the model.
 */
public final class RunMarkers {

    /** The type of these markers. */
    public static final String TYPE = "org.spikewright.workspace.unmet";
    /** The attribute that holds the code of the finding. */
    public static final String CODE = "org.spikewright.workspace.code";

    private static final String JOBS = "org.spikewright.workspace.jobs";
    /** A pattern that the text of the model has for as long as the marked line is there. */
    private static final String LINE = "org.spikewright.workspace.line";

    private RunMarkers() {
    }

    /**
     * Takes the marks of jobs away, which run now.
     *
     * @param jobs by name; all if empty
     */
    static void clear(IFile model, Collection<String> jobs) throws CoreException {
        delete(model, marker -> jobs.isEmpty()
                || Arrays.stream(marker.getAttribute(JOBS, "").split(",")).anyMatch(jobs::contains));
    }

    /** Takes those marks away whose lines a text has no more. */
    public static void keep(IFile model, String text) throws CoreException {
        delete(model, marker -> !Pattern.compile(marker.getAttribute(LINE, "")).matcher(text).find());
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

    /** Marks what the jobs of a run did not meet, and where it failed, in the model as it ran. */
    static void show(IFile model, RunResult result) throws CoreException, IOException {
        RunRecord record = result.record();
        clear(model, record.manifest().jobs());
        List<Map<String, Object>> marks = new ArrayList<>();
        String text = record.modelText();
        for (Claim claim : record.claims().claims()) {
            if (!claim.passed()) {
                marks.add(attributes(claim, Unmet.finding(claim, model.getName()), text));
            }
        }
        result.failure().filter(failure -> failure.location().file().equals(model.getName()))
                .ifPresent(failure -> marks.add(attributes(failure, record.manifest().jobs(), text)));
        if (!marks.isEmpty()) {
            model.getWorkspace().run((ICoreRunnable) _ -> {
                for (Map<String, Object> mark : model.exists() ? marks : List.<Map<String, Object>>of()) {
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
                claim.line(), IMarker.CHAR_START, start, IMarker.CHAR_END, end, IMarker.LOCATION, "line " + claim.line(), JOBS, claim.job(), LINE,
                "\\bexpect\\s+" + pattern(claim.text()) + "(?!\\w)");
    }

    private static Map<String, Object> attributes(Failure failure, List<String> jobs, String text) {
        int line = Math.max(1, failure.location().line());
        int start = offset(text, line, Math.max(1, failure.location().column()));
        int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
        return Map.of(IMarker.SEVERITY, IMarker.SEVERITY_ERROR, IMarker.MESSAGE, failure.reason(), IMarker.LINE_NUMBER, line,
                IMarker.CHAR_START, start, IMarker.CHAR_END, end, IMarker.LOCATION, "line " + line, JOBS, String.join(",", jobs), LINE,
                Pattern.quote(text.substring(start, end)));
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line && text.indexOf('\n', start) >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(start + column - 1, text.length());
    }

    /** A claim, whatever spaces and line breaks are in it. */
    private static Pattern pattern(String claim) {
        return Pattern.compile(Arrays.stream(claim.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }
}
