package org.spikewright.language.ide;

import com.google.inject.Binder;
import com.google.inject.name.Names;
import org.eclipse.xtext.ide.LexerIdeBindings;
import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalProvider;
import org.eclipse.xtext.ide.editor.contentassist.IProposalConflictHelper;
import org.eclipse.xtext.ide.editor.contentassist.IdeCrossrefProposalProvider;
import org.eclipse.xtext.ide.editor.contentassist.antlr.internal.Lexer;
import org.eclipse.xtext.ide.editor.folding.IFoldingRangeProvider;
import org.eclipse.xtext.ide.editor.syntaxcoloring.ISemanticHighlightingCalculator;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.ide.server.codeActions.ICodeActionService2;
import org.eclipse.xtext.ide.server.codelens.ICodeLensService;
import org.eclipse.xtext.ide.server.formatting.FormattingService;
import org.eclipse.xtext.ide.server.hover.IHoverService;
import org.eclipse.xtext.ide.server.rename.IRenameService2;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolService;

/** Says which classes serve an editor of the language, whichever editor it is. */
public class SpikeIdeModule extends AbstractSpikeIdeModule {

    @Override
    public void configureContentAssistLexer(Binder binder) {
        binder.bind(Lexer.class).annotatedWith(Names.named(LexerIdeBindings.CONTENT_ASSIST)).to(SpikeContentAssistLexer.class);
    }

    /** What is shown of an element under the pointer. */
    public Class<? extends IHoverService> bindIHoverService() {
        return ModelHover.class;
    }

    /** What may stand at a place. */
    public Class<? extends IdeContentProposalProvider> bindIdeContentProposalProvider() {
        return ModelProposals.class;
    }

    /** Which names may stand at a place. */
    public Class<? extends IdeCrossrefProposalProvider> bindIdeCrossrefProposalProvider() {
        return NameProposals.class;
    }

    @Override
    public Class<? extends IProposalConflictHelper> bindIProposalConflictHelper() {
        return ProposalConflicts.class;
    }

    /** Where a name is declared, and who refers to it. */
    public Class<? extends DocumentSymbolService> bindDocumentSymbolService() {
        return Definitions.class;
    }

    /** What an outline shows of a file. */
    public Class<? extends DocumentSymbolMapper.DocumentSymbolKindProvider> bindDocumentSymbolKindProvider() {
        return SymbolKinds.class;
    }

    /** How an outline calls it. */
    public Class<? extends DocumentSymbolMapper.DocumentSymbolNameProvider> bindDocumentSymbolNameProvider() {
        return SymbolNames.class;
    }

    /** How resources are called outside. */
    public Class<? extends UriExtensions> bindUriExtensions() {
        return ClientUris.class;
    }

    /** What can be done about findings. */
    public Class<? extends ICodeActionService2> bindICodeActionService2() {
        return QuickFixes.class;
    }

    /** What each word is to the eye. */
    public Class<? extends ISemanticHighlightingCalculator> bindISemanticHighlightingCalculator() {
        return NameColours.class;
    }

    @Override
    public Class<? extends IRenameService2> bindIRenameService2() {
        return Renaming.class;
    }

    /** What can be folded. */
    public Class<? extends IFoldingRangeProvider> bindIFoldingRangeProvider() {
        return Folds.class;
    }

    /** How a text is laid out. */
    public Class<? extends FormattingService> bindFormattingService() {
        return Formatting.class;
    }

    /** What stands above jobs. */
    public Class<? extends ICodeLensService> bindICodeLensService() {
        return JobLenses.class;
    }

    /** What an outline says behind a name. */
    public Class<? extends DocumentSymbolMapper.DocumentSymbolDetailsProvider> bindDocumentSymbolDetailsProvider() {
        return SymbolDetails.class;
    }
}
