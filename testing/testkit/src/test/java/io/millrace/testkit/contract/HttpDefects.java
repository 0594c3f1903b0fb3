package io.millrace.testkit.contract;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableListMultimap;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What HTTP clients can do wrong. */
final class HttpDefects {
  private HttpDefects() {}

  static List<Defect<?>> all() {
    List<Defect<?>> all = new ArrayList<>();
    send(
        all,
        "anyStatusIsAnAnswer",
        (good, call) -> {
          HttpReply reply = (HttpReply) call.real();
          if (reply.status() >= 400) {
            throw new IOException("status " + reply.status());
          }
          return reply;
        });
    send(
        all,
        "aCallIsSentAsItIsGiven",
        (good, call) -> good.send(HttpCall.get(call(call).uri()).build()));
    reply(
        all,
        "headersHaveNamesInLowerCase",
        "headers",
        (good, call) -> {
          ImmutableListMultimap.Builder<String, String> loud = ImmutableListMultimap.builder();
          good.headers().forEach((name, value) -> loud.put(Ascii.toUpperCase(name), value));
          return loud.build();
        });
    send(
        all,
        "aPackedBodyIsUnpackedUnlessTheCallTakesItPacked",
        (good, call) ->
            good.send(HttpCall.get(call(call).uri()).header("Accept-Encoding", "gzip").build()));
    send(all, "redirectsAreFollowedAsOftenAsTheCallAllows", redirects(10));
    send(all, "aRoundOfRedirectsEnds", redirects(25));
    send(
        all,
        "secretsStayWithTheOriginTheyWereGivenFor",
        (good, call) -> {
          HttpReply reply = good.send(with(call(call), call(call).uri(), 0));
          String next = reply.header("location").orElse("");
          return next.isEmpty() ? reply : good.send(with(call(call), URI.create(next), 0));
        });
    open(all, "whatTheGateDoesNotOpenForIsNotConnectedTo", HttpDefects::wideOpen);
    open(all, "aRedirectLeadsOnlyWhereTheGateOpens", HttpDefects::wideOpen);
    open(
        all,
        "theAddressThatWasCheckedIsTheOneThatIsConnectedTo",
        (good, call) -> {
          EgressGate gate = call.argument(0, EgressGate.class);
          HttpTransport transport = good.open(gate);
          return (HttpTransport)
              sent -> {
                var unused = gate.resolve(sent.uri().getHost());
                return transport.send(sent);
              };
        });
    send(all, "aServerThatSaysNothingIsGivenUpAtTheIdleTime", Defect.endless(HttpDefects::patient));
    send(all, "aServerThatDripsIsGivenUpAtTheCallsTime", Defect.endless(HttpDefects::patient));
    send(
        all,
        "anAnswerThatBreaksOffIsAFailure",
        (good, call) -> {
          try {
            return call.real();
          } catch (IOException e) {
            return good.send(HttpCall.get(call(call).uri().resolve("/robots.txt")).build());
          }
        });
    send(
        all,
        "whereNobodyListensIsAConnectException",
        (good, call) -> {
          try {
            return call.real();
          } catch (IOException e) {
            throw new IOException("no connection", e);
          }
        });
    send(
        all,
        "aProxyOfTheJvmIsNotUsed",
        (good, call) -> {
          var unused = ProxySelector.getDefault().select(call(call).uri());
          return call.real();
        });
    send(all, "manyThreadsMaySendAtOnce", Defect.notTogether());
    send(all, "aCallThatIsNeverAnsweredEndsWhenItsThreadIsInterrupted", Defect.deaf());
    send(all, "aBodyThatDripsEndsWhenItsThreadIsInterrupted", Defect.deaf());
    all.add(
        new Defect<>(
            PlainTransportContractTest.class,
            "closingEndsCallsUnderWay",
            HttpTransport.class,
            "close",
            Defect.endless(Defect.always(null))));
    return all;
  }

  private static Object wideOpen(HttpTransportProvider good, Defect.Call call) {
    return good.open(
        EgressGate.builder().allowNetwork("127.0.0.0/8").allowNetwork("::1/128").build());
  }

  private static Object patient(HttpTransport good, Defect.Call call) throws IOException {
    return good.send(
        HttpCall.get(call(call).uri())
            .idleTimeout(Duration.ofMinutes(1))
            .timeout(Duration.ofMinutes(1))
            .build());
  }

  private static Defect.Wrong<HttpTransport> redirects(int most) {
    return (good, call) -> good.send(with(call(call), call(call).uri(), most));
  }

  private static HttpCall call(Defect.Call call) {
    return call.argument(0, HttpCall.class);
  }

  private static HttpCall with(HttpCall call, URI uri, int redirects) {
    return new HttpCall(
        call.method(),
        uri,
        call.headers(),
        call.body(),
        call.connectTimeout(),
        call.idleTimeout(),
        call.timeout(),
        redirects,
        call.verifyTls());
  }

  private static void send(List<Defect<?>> all, String test, Defect.Wrong<HttpTransport> wrong) {
    all.add(
        new Defect<>(PlainTransportContractTest.class, test, HttpTransport.class, "send", wrong));
  }

  private static void open(
      List<Defect<?>> all, String test, Defect.Wrong<HttpTransportProvider> wrong) {
    all.add(
        new Defect<>(
            PlainTransportContractTest.class, test, HttpTransportProvider.class, "open", wrong));
  }

  private static void reply(
      List<Defect<?>> all, String test, String method, Defect.Wrong<HttpReply> wrong) {
    all.add(new Defect<>(PlainTransportContractTest.class, test, HttpReply.class, method, wrong));
  }
}
