package org.spikewright.language.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.IAcceptor;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.Issue;
import org.eclipse.xtext.validation.ResourceValidatorImpl;
import org.spikewright.compile.Code;
import org.spikewright.language.SpikeResource;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Model;

/**
 * Checks a file declaration by declaration. Declarations whose findings can be no others than the last time are not checked
 * again: in a large file nearly all of them, after a key press.
 */
public class SpikeResourceValidator extends ResourceValidatorImpl {

    /** No sentence is longer than a person reads: a name of a million characters is told from its beginning. */
    private static final int LONGEST = 1000;

    @Override
    protected IAcceptor<Issue> createAcceptor(List<Issue> result) {
        return issue -> {
            if (issue instanceof Issue.IssueImpl known && issue.getMessage() != null && issue.getMessage().length() > LONGEST) {
                known.setMessage(issue.getMessage().substring(0, LONGEST) + "…");
            }
            result.add(issue);
        };
    }

    /** Of lines that cannot be read, the first thing is said at which that is so: what else is found there mostly follows from it. */
    @Override
    public List<Issue> validate(Resource resource, CheckMode mode, CancelIndicator cancel) {
        List<Issue> issues = super.validate(resource, mode, cancel);
        Map<Integer, Issue> unread = new HashMap<>();
        Set<Integer> before = new HashSet<>();
        issues.stream().filter(SpikeResourceValidator::isUnread).forEach(issue -> {
            unread.merge(issue.getLineNumber(), issue, (one, other) -> one.getOffset() <= other.getOffset() ? one : other);
            lineBefore(resource, issue.getOffset()).ifPresent(before::add);
        });
        return unread.isEmpty() ? issues : issues.stream().filter(issue -> isUnread(issue) ? unread.get(issue.getLineNumber()) == issue
                : !unread.containsKey(issue.getLineNumber()) && !before.contains(issue.getLineNumber())).toList();
    }

    private static boolean isUnread(Issue issue) {
        return issue.isSyntaxError() && Code.SYNTAX.id().equals(issue.getCode()) && issue.getLineNumber() != null && issue.getOffset() != null;
    }

    /** The line of what stands before a place: where something is missing at its end, the place is on the next one. */
    private static OptionalInt lineBefore(Resource resource, int offset) {
        ICompositeNode root = ((XtextResource) resource).getParseResult().getRootNode();
        String before = root.getText().substring(0, Math.clamp(offset, 0, root.getText().length())).stripTrailing();
        return before.isEmpty() ? OptionalInt.empty() : OptionalInt.of(NodeModelUtils.getLineAndColumn(root, before.length() - 1).getLine());
    }

    @Override
    protected void collectResourceDiagnostics(Resource resource, CancelIndicator cancel, IAcceptor<Issue> acceptor) {
        List<Issue> issues = new ArrayList<>();
        super.collectResourceDiagnostics(resource, cancel, issues::add);
        if (issues.isEmpty()) {
            return;
        }
        Optional<Recheck> recheck = model(resource).map(model -> new Recheck((SpikeResource) resource, model));
        // Names in what is known are linked when somebody asks for them; what they lead to was found when it was checked.
        issues.stream().filter(issue -> issue.isSyntaxError() || recheck.filter(known -> known.isKnown(issue)).isEmpty())
                .forEach(acceptor::accept);
    }

    @Override
    protected void validate(Resource resource, CheckMode mode, CancelIndicator cancel, IAcceptor<Issue> acceptor) {
        Optional<Model> model = model(resource);
        if (model.isEmpty()) {
            super.validate(resource, mode, cancel, acceptor);
            return;
        }
        for (Import imported : model.get().getImports()) {
            validate(resource, imported, mode, cancel, acceptor);
        }
        Recheck recheck = new Recheck((SpikeResource) resource, model.get());
        for (Declaration declaration : model.get().getDeclarations()) {
            getOperationCanceledManager().checkCanceled(cancel);
            List<Issue> issues = recheck.known(declaration).orElseGet(() -> {
                List<Issue> found = new ArrayList<>();
                validate(resource, declaration, mode, cancel, found::add);
                recheck.found(declaration, found);
                return found;
            });
            issues.forEach(acceptor::accept);
        }
        recheck.end();
    }

    private static Optional<Model> model(Resource resource) {
        return resource instanceof SpikeResource && resource.getResourceSet() != null && !resource.getContents().isEmpty()
                && resource.getContents().getFirst() instanceof Model model ? Optional.of(model) : Optional.empty();
    }
}
