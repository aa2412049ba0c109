package org.spikewright.language.ide;

import com.google.inject.Binder;
import com.google.inject.name.Names;
import org.eclipse.xtext.ide.LexerIdeBindings;
import org.eclipse.xtext.ide.editor.contentassist.antlr.internal.Lexer;

/** Says which classes serve an editor of the language, whichever editor it is. */
public class SpikeIdeModule extends AbstractSpikeIdeModule {

    @Override
    public void configureContentAssistLexer(Binder binder) {
        binder.bind(Lexer.class).annotatedWith(Names.named(LexerIdeBindings.CONTENT_ASSIST)).to(SpikeContentAssistLexer.class);
    }
}
