package lab;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.zuul.EnableZuulProxy;

/** Nothing but Zuul 1 as Spring Cloud Netflix had it: routes and limits stand in application.yml. */
@SpringBootApplication
@EnableZuulProxy
public class Gateway {
	public static void main(String[] arguments) {
		SpringApplication.run(Gateway.class, arguments);
	}
}
