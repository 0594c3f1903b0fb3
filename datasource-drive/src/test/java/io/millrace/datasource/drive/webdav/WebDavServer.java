package io.millrace.datasource.drive.webdav;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.servlets.WebdavServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** Tomcat's WebDAV servlet over a folder, behind a password. */
final class WebDavServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();

  WebDavServer(Path work, Path files) throws LifecycleException {
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.addUser("reader", "påss");
    tomcat.addRole("reader", "readers");
    Context context = tomcat.addContext("/dav", files.toString());
    // a changed file is seen at once
    StandardRoot resources = new StandardRoot(context);
    resources.setCachingAllowed(false);
    context.setResources(resources);
    SecurityConstraint all = new SecurityConstraint();
    SecurityCollection paths = new SecurityCollection();
    paths.addPattern("/*");
    all.addCollection(paths);
    all.addAuthRole("readers");
    context.addConstraint(all);
    context.addSecurityRole("readers");
    context.setLoginConfig(new LoginConfig("BASIC", "files", null, null));
    BasicAuthenticator basic = new BasicAuthenticator();
    basic.setCharset("UTF-8");
    context.getPipeline().addValve(basic);
    Wrapper servlet = Tomcat.addServlet(context, "webdav", new WebdavServlet());
    servlet.addInitParameter("readonly", "true");
    servlet.addInitParameter("listings", "true");
    servlet.addInitParameter("allowSpecialPaths", "true");
    servlet.addMapping("/*");
    tomcat.start();
  }

  /** Signs in, and reads below a folder. */
  Map<String, String> credential(String folder) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "endpoint", "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/dav/" + folder);
    values.put("username", "reader");
    values.put("password", "påss");
    return values;
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
