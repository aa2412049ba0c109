package org.spikewright.language.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.IAcceptor;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.Issue;
import org.eclipse.xtext.validation.ResourceValidatorImpl;
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
