import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * A node of the settings given as name=value. It lives as long as its process, or with --with-parent until its standard
 * input closes: whoever started it for a moment can't leave it behind, however it ends.
 */
public class Main {
    private static final String WITH_PARENT = "--with-parent";

    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureESLogging();
        List<String> given = Arrays.asList(arguments);
        Settings.Builder settings = Settings.builder();
        given.stream().filter(argument -> !argument.equals(WITH_PARENT)).map(argument -> argument.split("=", 2))
            .forEach(setting -> settings.put(setting[0], setting[1]));
        Path config = Path.of(settings.get("path.home"), "config");
        Environment environment = new Environment(settings.build(), config);
        PluginsLoader loader = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
            Map.of(),
            false
        );
        new Node(environment, loader).start();
        if (given.contains(WITH_PARENT)) {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
            Runtime.getRuntime().halt(0);
        }
        new CountDownLatch(1).await();
    }
}
