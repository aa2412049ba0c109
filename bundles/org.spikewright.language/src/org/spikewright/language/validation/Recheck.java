package org.spikewright.language.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.diagnostics.AbstractDiagnostic;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.validation.Issue;
import org.spikewright.language.SpikeResource;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Model;

/** One check of a file, of which some is known from the last. */
final class Recheck {

    private final SpikeResource file;
    private final Declarations places;
    private final KeptFindings kept;
    private final Map<String, Declaration> byKey = new HashMap<>();
    private final Map<String, List<KeptFinding>> findings = new HashMap<>();

    Recheck(SpikeResource file, Model model) {
        this.file = file;
        places = new Declarations(model.getDeclarations());
        kept = KeptFindings.of(file.getResourceSet());
        file.keys().forEach((declaration, key) -> byKey.put(key, declaration));
    }

    /** Whether something stands in a declaration that need not be checked. */
    boolean isKnown(Issue issue) {
        return declaration(issue).flatMap(this::before).isPresent();
    }

    /** The declaration that something stands in, if it stands in one. */
    private Optional<Declaration> declaration(Issue issue) {
        return Optional.ofNullable(issue.getOffset()).flatMap(places::at);
    }

    private Optional<List<KeptFinding>> before(Declaration declaration) {
        return kept.of(file.getURI(), file.keys().get(declaration));
    }

    /** The findings of a declaration, if they are known, where they stand now. */
    Optional<List<Issue>> known(Declaration declaration) {
        Optional<List<KeptFinding>> before = before(declaration);
        before.ifPresent(found -> findings.put(file.keys().get(declaration), found));
        return before.map(found -> found.stream().map(this::placed).toList());
    }

    /** Takes the findings of a declaration that was checked. */
    void found(Declaration declaration, List<Issue> issues) {
        String key = file.keys().get(declaration);
        List<KeptFinding> lasting = new ArrayList<>();
        for (Issue issue : issues) {
            Optional<Declaration> anchor = declaration(issue).filter(file.keys()::containsKey);
            anchor.ifPresent(at -> lasting.add(lasting(issue, at)));
        }
        if (key != null && lasting.size() == issues.size() && !hasUnknownNames(declaration)) {
            findings.put(key, lasting);
        }
    }

    /** What is said of unknown names depends on all the names there are. */
    private boolean hasUnknownNames(Declaration declaration) {
        for (Resource.Diagnostic error : file.getErrors()) {
            if (!(error instanceof AbstractDiagnostic diagnostic)
                    || places.at(diagnostic.getOffset()).filter(declaration::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Ends the check: what was found is known from now on. */
    void end() {
        kept.keep(file.getURI(), findings);
    }

    private KeptFinding lasting(Issue issue, Declaration anchor) {
        INode node = NodeModelUtils.getNode(anchor);
        return new KeptFinding(file.keys().get(anchor), issue.getOffset() - node.getOffset(), issue.getLineNumber() - node.getStartLine(),
                issue.getLineNumberEnd() - issue.getLineNumber(), issue);
    }

    private Issue placed(KeptFinding finding) {
        Declaration anchor = byKey.get(finding.anchor());
        INode node = NodeModelUtils.getNode(anchor);
        Issue.IssueImpl placed = new Issue.IssueImpl();
        placed.setOffset(node.getOffset() + finding.offset());
        placed.setLineNumber(node.getStartLine() + finding.line());
        placed.setLineNumberEnd(placed.getLineNumber() + finding.lines());
        placed.setUriToProblem(EcoreUtil.getURI(anchor));
        Issue found = finding.issue();
        placed.setLength(found.getLength());
        placed.setColumn(found.getColumn());
        placed.setColumnEnd(found.getColumnEnd());
        placed.setCode(found.getCode());
        placed.setData(found.getData());
        placed.setMessage(found.getMessage());
        placed.setSeverity(found.getSeverity());
        placed.setType(found.getType());
        return placed;
    }
}
