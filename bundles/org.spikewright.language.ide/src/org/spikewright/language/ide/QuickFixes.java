package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.codeActions.ICodeActionService2;
import org.eclipse.xtext.resource.XtextResource;

/** Offers changes that make findings go away, where what was meant can be told. */
public class QuickFixes implements ICodeActionService2 {

    @Inject
    private NameFixes names;

    @Inject
    private BlockFixes blocks;

    @Override
    public List<Either<Command, CodeAction>> getCodeActions(Options options) {
        CodeActionContext asked = options.getCodeActionParams().getContext();
        List<String> kinds = asked.getOnly();
        if (kinds != null && !kinds.isEmpty() && !kinds.contains(CodeActionKind.QuickFix)) {
            return List.of();
        }
        return options.getLanguageServerAccess().doSyncRead(options.getURI(), context -> {
            List<Either<Command, CodeAction>> actions = new ArrayList<>();
            if (context.getResource() instanceof XtextResource resource && !resource.getContents().isEmpty()) {
                for (Diagnostic finding : asked.getDiagnostics()) {
                    fixes(finding, resource, context.getDocument()).forEach(fix -> actions.add(Either.forRight(action(fix, finding,
                            options.getURI(), context.getDocument()))));
                }
            }
            return actions;
        });
    }

    private List<Fix> fixes(Diagnostic finding, XtextResource resource, Document document) {
        if (finding.getCode() == null || !finding.getCode().isLeft()) {
            return List.of();
        }
        int offset = document.getOffSet(finding.getRange().getStart());
        return switch (finding.getCode().getLeft()) {
            case "SW101" -> names.of(resource, offset);
            case "SW105" -> blocks.remove(resource, offset).stream().toList();
            case "SW301" -> blocks.flatten(resource, offset).stream().toList();
            case "SW304" -> blocks.output(resource, offset).stream().toList();
            default -> List.of();
        };
    }

    private static CodeAction action(Fix fix, Diagnostic finding, String uri, Document document) {
        Range range = new Range(document.getPosition(fix.offset()), document.getPosition(fix.offset() + fix.length()));
        CodeAction action = new CodeAction(fix.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(List.of(finding));
        action.setEdit(new WorkspaceEdit(Map.of(uri, List.of(new TextEdit(range, fix.text())))));
        return action;
    }
}
