package org.spikewright.language.server;

import java.util.List;
import org.eclipse.emf.common.util.URI;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.xtext.ide.server.BuildManager.Buildable;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.Pair;
import org.eclipse.xtext.validation.Issue;
import org.eclipse.xtext.xbase.lib.Procedures.Procedure2;

/** The models of the editor's folders and those that are open. Nothing else is read, whatever an editor asks about. */
class ModelWorkspace extends WorkspaceManager {

    @Override
    public void initialize(URI folder, Procedure2<? super URI, ? super Iterable<Issue>> findings, CancelIndicator cancel) {
        if (folder == null) {
            initialize(List.of(), findings, cancel);
        } else {
            super.initialize(folder, findings, cancel);
        }
    }

    @Override
    public void initialize(List<WorkspaceFolder> folders, Procedure2<? super URI, ? super Iterable<Issue>> findings, CancelIndicator cancel) {
        super.initialize(folders, (uri, found) -> {
            if (isModel(uri)) {
                findings.apply(uri, found);
            }
        }, cancel);
    }

    /** Whether that is the name of a model; it may be a folder all the same. */
    static boolean isModel(URI uri) {
        return "spike".equals(uri.fileExtension()) && !uri.isRelative() && !uri.hasTrailingPathSeparator();
    }

    @Override
    public Buildable didOpen(URI uri, Integer version, String contents) {
        if (!isModel(uri)) {
            return pending();
        }
        getOpenDocuments().put(uri, new Text(version, contents));
        return didChangeFiles(List.of(uri), List.of());
    }

    @Override
    public Buildable didClose(URI uri) {
        return isDocumentOpen(uri) ? super.didClose(uri) : pending();
    }

    @Override
    public Buildable didChangeTextDocumentContent(URI uri, Integer version, Iterable<TextDocumentContentChangeEvent> changes) {
        return isDocumentOpen(uri) ? super.didChangeTextDocumentContent(uri, version, changes) : pending();
    }

    /** What follows from earlier changes, where a later one from which nothing follows has cancelled it. */
    Buildable pending() {
        return didChangeFiles(List.of(), List.of());
    }

    @Override
    protected Document getDocument(XtextResource resource) {
        Document open = getOpenDocuments().get(resource.getURI());
        return open != null ? open : new Text(1, resource.getParseResult().getRootNode().getText());
    }

    @Override
    public Pair<? super Document, ? super XtextResource> read(URI uri) {
        URI file = uri.trimFragment();
        boolean isInFolder = isModel(file) && getProjectBaseDir(file) != null && exists(file);
        if (!isDocumentOpen(file) && !isInFolder) {
            throw new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams,
                    file + " is no model of the folders that are open, nor open itself", null));
        }
        return super.read(uri);
    }
}
