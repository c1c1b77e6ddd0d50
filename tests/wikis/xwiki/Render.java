import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.xwiki.component.embed.EmbeddableComponentManager;
import org.xwiki.rendering.converter.Converter;
import org.xwiki.rendering.renderer.printer.DefaultWikiPrinter;
import org.xwiki.rendering.syntax.Syntax;

/**
 * Renders pages in XWiki syntax 2.1 as XWiki does, for the test of the XWiki export.
 *
 * For each file named *.xwiki in the folder that is given, writes *.xhtml-1.0.html and *.html-5.0.html beside it.
 */
public class Render {
	public static void main(String[] arguments) throws Exception {
		EmbeddableComponentManager components = new EmbeddableComponentManager();
		components.initialize(Render.class.getClassLoader());
		Converter converter = components.getInstance(Converter.class);
		try (var pages = Files.newDirectoryStream(Path.of(arguments[0]), "*.xwiki")) {
			for (Path page : pages) {
				String source = Files.readString(page);
				for (Syntax target : List.of(Syntax.XHTML_1_0, Syntax.HTML_5_0)) {
					DefaultWikiPrinter printer = new DefaultWikiPrinter();
					converter.convert(new StringReader(source), Syntax.XWIKI_2_1, target, printer);
					String name = page.getFileName() + "." + target.toIdString().replace('/', '-') + ".html";
					Files.writeString(page.resolveSibling(name), printer.toString());
				}
			}
		}
	}
}
